import { Client, fetchExchange, subscriptionExchange, type Exchange } from '@urql/core'
import { recall } from './preference.ts'
import { Session } from './session.ts'
import { sseStream } from './stream.ts'

const endpoint = '/graphql'

interface RawAnswer {
  data?: { refreshSession?: { accessToken: string | null; expiresAt: string | null } | null } | null
}

// Written out because it runs below the client, which needs its answer before any typed operation can.
const renewal = 'mutation RenewSession { refreshSession(input: {}) { accessToken expiresAt } }'

export const session = new Session(async () => {
  const response = await fetch(endpoint, { method: 'POST', credentials: 'same-origin', headers: headers(null), body: JSON.stringify({ query: renewal }) })
  const answer = (await response.json()) as RawAnswer // the shape follows from the operation above
  const got = answer.data?.refreshSession
  return got?.accessToken && got.expiresAt ? { accessToken: got.accessToken, expiresAt: got.expiresAt } : null
})

/** The language of the interface, in which messages come. */
export const language = () => (recall('lang') === 'en' ? 'en' : 'zh')

/** What every request says of itself. */
export function headers(token: string | null): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    Accept: 'application/graphql-response+json, application/json',
    'Accept-Language': language(),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  }
}

/** fetch with the session's token; a refused token is renewed once. */
export async function authorized(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const send = (token: string | null) => fetch(url, { ...init, credentials: 'same-origin', headers: { ...init.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) } })
  const token = await session.token()
  const response = await send(token)
  if (!token || !(await refused(response))) return response
  session.distrust(token)
  return send(await session.token())
}

async function refused(response: Response): Promise<boolean> {
  if (response.status === 401) return true
  if (!response.headers.get('Content-Type')?.includes('json')) return false
  const text = await response.clone().text()
  return text.includes('"UNAUTHENTICATED"')
}

/** A client of its own for each session: what one account saw never serves another. */
export function newClient(cache: Exchange): Client {
  return new Client({
    url: endpoint,
    preferGetMethod: false,
    fetch: authorized,
    fetchOptions: () => ({ headers: headers(null) }),
    exchanges: [cache, subscriptionExchange({ forwardSubscription: (op) => sseStream(endpoint, op, authorized) }), fetchExchange],
  })
}
