/** More than this without a blank line is not a stream of ours. Characters. */
const MAX_PENDING = 1024 * 1024

/**
 * Cuts a `text/event-stream` into the contents of its `data:` fields, whatever
 * way the network split it. Comments and the other fields (`id`, `event`,
 * `retry`) are of no use here.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export class SseParser {
  #pending = ''
  #data: string[] = []
  #first = true

  /**
   * Takes the next piece of text, returns the messages it completed.
   *
   * @throws RangeError when a line never ends
   */
  push(text: string): string[] {
    this.#pending += this.#withoutByteOrderMark(text)
    const messages: string[] = []

    for (let line = this.#takeLine(); line !== null; line = this.#takeLine()) {
      if (line !== '') {
        this.#readField(line)
        continue
      }
      if (this.#data.length > 0) {
        messages.push(this.#data.join('\n'))
        this.#data = []
      }
    }

    if (this.#pending.length > MAX_PENDING) {
      throw new RangeError('The stream sent a line that is too long')
    }
    return messages
  }

  #withoutByteOrderMark(text: string) {
    if (!this.#first || text === '') return text
    this.#first = false
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  }

  #takeLine(): string | null {
    const end = this.#pending.search(/[\r\n]/)
    if (end === -1) return null
    // A CR at the very end may be the first half of CRLF: wait for the rest.
    if (this.#pending[end] === '\r' && end === this.#pending.length - 1) return null

    const width = this.#pending.startsWith('\r\n', end) ? 2 : 1
    const line = this.#pending.slice(0, end)
    this.#pending = this.#pending.slice(end + width)
    return line
  }

  #readField(line: string) {
    if (!line.startsWith('data')) return
    if (line === 'data') this.#data.push('')
    if (line[4] !== ':') return
    this.#data.push(line.slice(line[5] === ' ' ? 6 : 5))
  }
}
