import { SseParser } from '../../../shared_browser/sse_parser.js'
import { assertDocumented } from '#tests/support/openapi'
import { address, type Tab, until } from '#tests/functional/foundry/support'

export interface Message {
  event: string
  data: Record<string, unknown>
}

/** A tab's stream; every frame is checked against the document. */
export async function openStream(tab: Tab) {
  const abort = new AbortController()
  const messages: Message[] = []
  let ended = false
  const response = await fetch(address(`/stream?clientId=${tab.clientId}`), {
    headers: { Authorization: `Bearer ${tab.paired.token}` },
    signal: abort.signal,
  })
  if (!response.ok || !response.body) throw new Error(`No stream: ${response.status}`)
  const reader = response.body.getReader()

  const read = async () => {
    const parser = new SseParser()
    const decoder = new TextDecoder()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      for (const data of parser.push(decoder.decode(value, { stream: true }))) {
        const frame: { channel: string; payload: Message } = JSON.parse(data)
        if (frame.channel.startsWith('$$')) continue
        assertDocumented('GET', '/stream', response, frame)
        messages.push(frame.payload)
      }
    }
  }
  const reading = read()
    .catch((error: unknown) => {
      if (!abort.signal.aborted) throw error
    })
    .finally(() => (ended = true))

  return {
    headers: response.headers,
    messages,
    /** The next message of this kind, from the beginning unless told. */
    next: (event: string, matches: (data: Message['data']) => boolean = () => true) =>
      until(
        () => messages.find((message) => message.event === event && matches(message.data)),
        `a ${event} frame`
      ),
    end: () => until(() => ended, 'the end of the stream'),
    async close() {
      abort.abort()
      await reading
    },
  }
}
