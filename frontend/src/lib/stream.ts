import type { ExecutionResult, SubscriptionForwarder } from '@urql/core'

type FetchBody = Parameters<SubscriptionForwarder>[0]
type ObservableLike = ReturnType<SubscriptionForwarder>
type Observer = Parameters<ObservableLike['subscribe']>[0]

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * A subscription over server-sent events by fetch, because EventSource can send no Authorization header. A stream that
 * breaks or ends without completing, as it does when its token runs out or the server restarts, is opened again with growing
 * pauses; so is one that cannot be answered now. One that completes, or is refused, stays closed.
 */
export function sseStream(url: string, body: FetchBody, send: Fetch): ObservableLike {
  return {
    subscribe(observer: Observer) {
      const stop = new AbortController()
      void follow(url, body, send, observer, stop.signal)
      return { unsubscribe: () => stop.abort() }
    },
  }
}

async function follow(url: string, body: FetchBody, send: Fetch, observer: Observer, signal: AbortSignal) {
  for (let pause = 1_000; !signal.aborted; pause = Math.min(pause * 2, 30_000)) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one stream after the other
      const response = await send(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
        body: JSON.stringify(body),
        signal,
      })
      if (!response.ok && !isPassing(response.status)) return observer.complete()
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (!response.ok || !response.body) await response.body?.cancel()
      // oxlint-disable-next-line no-await-in-loop -- as above
      else for await (const event of events(response.body)) {
        if (event.name === 'complete') return observer.complete()
        if (event.data) observer.next(JSON.parse(event.data) as ExecutionResult) // the server speaks GraphQL on this path
        pause = 1_000
      }
    } catch {
      if (signal.aborted) return
    }
    // oxlint-disable-next-line no-await-in-loop -- the pause before the next try
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Whether a refusal may be another one in a moment: too many requests, a server that restarts, a proxy without one. */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500
}

export interface StreamEvent {
  name: string
  data: string
}

/** Reads server-sent events out of a body, whatever way the bytes are cut. */
export async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader() // DOM types lag behind
  let rest = ''
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- a stream is read in order
      const { done, value } = await reader.read()
      if (done) return
      rest += value.replaceAll('\r\n', '\n')
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split('\n')
            .filter((l) => l.startsWith(`${name}:`))
            .map((l) => l.slice(name.length + 1).trimStart())
            .join('\n')
        const event = { name: field('event') || 'message', data: field('data') }
        if (event.data || event.name !== 'message') yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
