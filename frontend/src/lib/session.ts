/**
 * The signed-in session. The access token lives in memory only; the refresh token is a cookie that scripts cannot read.
 * Renewal is silent and happens one tab at a time, because a refresh token may be used once.
 */
interface Access {
  token: string
  expiresAt: number
}

/** Asks the server for a new access token with the cookie; null when nobody is signed in. */
export type Renew = () => Promise<{ accessToken: string; expiresAt: string } | null>

const EARLY = 30_000

export class Session {
  private access: Access | null = null
  private renewing: Promise<string | null> | null = null
  private readonly ended = new Set<() => void>()
  private readonly renew: Renew

  constructor(renew: Renew) {
    this.renew = renew
  }

  begin(accessToken: string, expiresAt: string): void {
    this.access = { token: accessToken, expiresAt: Date.parse(expiresAt) }
  }

  end(): void {
    this.access = null
    for (const tell of this.ended) tell()
  }

  onEnd(tell: () => void): () => void {
    this.ended.add(tell)
    return () => this.ended.delete(tell)
  }

  /** A token that is good for the next half minute, renewed when need be. */
  async token(now = Date.now()): Promise<string | null> {
    if (this.access && this.access.expiresAt - EARLY > now) return this.access.token
    this.renewing ??= this.lock(() => this.renewNow()).finally(() => (this.renewing = null))
    return this.renewing
  }

  /** Forgets a token that the server refused, so that the next call renews it. */
  distrust(token: string): void {
    if (this.access?.token === token) this.access = null
  }

  private async renewNow(): Promise<string | null> {
    const got = await this.renew()
    if (!got) {
      if (this.access) this.end()
      return null
    }
    this.begin(got.accessToken, got.expiresAt)
    return got.accessToken
  }

  private async lock<T>(work: () => Promise<T>): Promise<T> {
    return 'locks' in navigator ? await navigator.locks.request('junheng-renew', work) : await work()
  }
}
