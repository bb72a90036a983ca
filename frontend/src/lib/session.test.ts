import { describe, expect, it, vi } from 'vitest'
import { Session } from './session.ts'

const later = (ms: number) => new Date(Date.now() + ms).toISOString()

describe('a session', () => {
  it('uses its token while it is good', async () => {
    const renew = vi.fn(async () => null)
    const s = new Session(renew)
    s.begin('a', later(600_000))
    expect(await s.token()).toBe('a')
    expect(renew).not.toHaveBeenCalled()
  })

  it('renews once for many that ask at the same time', async () => {
    const renew = vi.fn(async () => ({ accessToken: 'b', expiresAt: later(600_000) }))
    const s = new Session(renew)
    s.begin('a', later(1_000))
    expect(await Promise.all([s.token(), s.token(), s.token()])).toEqual(['b', 'b', 'b'])
    expect(renew).toHaveBeenCalledTimes(1)
  })

  it('renews a token that the server refused', async () => {
    const s = new Session(async () => ({ accessToken: 'b', expiresAt: later(600_000) }))
    s.begin('a', later(600_000))
    s.distrust('a')
    expect(await s.token()).toBe('b')
  })

  it('tells when it has ended', async () => {
    const ended = vi.fn()
    const s = new Session(async () => null)
    s.onEnd(ended)
    s.begin('a', later(1_000))
    expect(await s.token()).toBeNull()
    expect(ended).toHaveBeenCalledTimes(1)
  })
})
