import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'
import { type AnyVariables, type CombinedError, useMutation, useQuery, useSubscription } from 'urql'
import { authorized, headers } from './client.ts'

type Doc<R, V> = DocumentTypeDecoration<R, V>

// Documents are plain strings at run time (vite-documents.ts); their type carries result and variables.
function op<R, V>(doc: Doc<R, V>): string {
  return doc as unknown as string
}

export interface Answer<R> {
  data: R | undefined
  error: CombinedError | undefined
  /** Nothing to show yet. */
  isLoading: boolean
  /** Showing an older answer while a newer one is on its way. */
  isStale: boolean
  retry: () => void
}

export function useGraph<R, V extends AnyVariables>(doc: Doc<R, V>, variables: V, options: { pause?: boolean; fresh?: boolean } = {}): Answer<R> {
  const [result, run] = useQuery<R, V>({
    query: op(doc),
    variables,
    pause: options.pause ?? false,
    requestPolicy: options.fresh ? 'cache-and-network' : 'cache-first',
  })
  return {
    data: result.data,
    error: result.error,
    isLoading: result.fetching && !result.data,
    isStale: result.stale || (result.fetching && Boolean(result.data)),
    retry: () => run({ requestPolicy: 'network-only' }),
  }
}

export function useChange<R, V extends AnyVariables>(doc: Doc<R, V>) {
  return useMutation<R, V>(op(doc))
}

export function useStream<R, V extends AnyVariables>(doc: Doc<R, V>, variables: V, options: { pause?: boolean } = {}) {
  return useSubscription<R, R, V>({ query: op(doc), variables, pause: options.pause ?? false })
}

interface Envelope<R> {
  data?: R | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

/** Asks once, past the cache: for checks of values that are not kept, and for exports. */
export async function ask<R, V>(doc: Doc<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
  const response = await authorized('/graphql', {
    method: 'POST',
    headers: { ...headers(null), Accept: 'application/json' },
    body: JSON.stringify({ query: op(doc), variables }),
    ...(signal ? { signal } : {}),
  })
  const answer = (await response.json()) as Envelope<R> // typed by the operation
  if (!answer.data || answer.errors?.length) throw new Error(answer.errors?.[0]?.extensions?.code ?? 'INTERNAL')
  return answer.data
}
