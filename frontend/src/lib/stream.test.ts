import { describe, expect, it, vi } from 'vitest'
import { events, sseStream, type StreamEvent } from './stream.ts'

async function read(parts: string[]): Promise<StreamEvent[]> {
  const encode = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(c) {
      for (const p of parts) c.enqueue(encode.encode(p))
      c.close()
    },
  })
  const out: StreamEvent[] = []
  for await (const e of events(body)) out.push(e)
  return out
}

describe('a stream of events', () => {
  const next = { name: 'next', data: '{"a":1}' }
  const cases: [string, string[], StreamEvent[]][] = [
    ['reads one event', ['event: next\ndata: {"a":1}\n\n'], [next]],
    ['reads an event cut anywhere', ['event: ne', 'xt\nda', 'ta: {"a":1}\n', '\n'], [next]],
    ['passes over keep-alive comments', [':\n\n', 'event: next\ndata: {"a":1}\n\n'], [next]],
    ['hears completion without data', ['event: complete\n\n'], [{ name: 'complete', data: '' }]],
  ]
  it.each(cases)('%s', async (_, parts, want) => expect(await read(parts)).toEqual(want))
})

describe('a subscription', () => {
  const next = (n: number) => `event: next\ndata: {"data":{"n":${n}}}\n\n`
  const stream = (text: string) => new Response(text, { headers: { 'Content-Type': 'text/event-stream' } })
  const away = () => Promise.reject(new TypeError('the server restarts'))

  /** What an observer hears when the requests are answered one after the other; a stream that is left alone goes on. */
  async function hear(...answers: (() => Response | Promise<Response>)[]) {
    vi.useFakeTimers()
    const heard: unknown[] = []
    let requests = 0
    const source = sseStream('/graphql', { query: 'subscription { n }', operationName: undefined, variables: {}, extensions: undefined }, async () => {
      const answer = answers[requests++]
      return answer ? answer() : new Promise<Response>(() => undefined)
    })
    const { unsubscribe } = source.subscribe({
      next: (result) => heard.push(result.data?.n),
      error: (e) => heard.push(e),
      complete: () => heard.push('complete'),
    })
    await vi.advanceTimersByTimeAsync(300_000)
    unsubscribe()
    vi.useRealTimers()
    return { heard, requests }
  }

  it('goes on after its token has run out', async () => {
    expect(await hear(() => stream(next(1)), () => stream(next(2)))).toEqual({ heard: [1, 2], requests: 3 })
  })
  it('goes on after the server was away', async () => {
    const down = () => new Response('', { status: 502 })
    expect(await hear(() => stream(next(1)), away, down, down, () => stream(next(2)))).toEqual({ heard: [1, 2], requests: 6 })
  })
  it('ends when the operation has ended', async () => {
    expect(await hear(() => stream(`${next(1)}event: complete\ndata:\n\n`))).toEqual({ heard: [1, 'complete'], requests: 1 })
  })
  it('ends when it is refused', async () => {
    expect(await hear(() => new Response('{}', { status: 401 }))).toEqual({ heard: ['complete'], requests: 1 })
  })
})
