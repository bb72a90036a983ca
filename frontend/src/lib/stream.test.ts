import { describe, expect, it } from 'vitest'
import { events, type StreamEvent } from './stream.ts'

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
