import type { ShownRequest } from '../contract.ts'

/**
 * Tells the server what was played. Every copy of the page remembers, only the
 * elected one speaks; when it closes, the next one says what it has seen too.
 * A lost acknowledgement is made good by the next, or on reconnecting.
 */
export class Acknowledger {
  #send: (request: ShownRequest) => Promise<void>
  #leading = false
  #sending = false
  #played = 0
  #told = 0

  constructor(send: (request: ShownRequest) => Promise<void>) {
    this.#send = send
  }

  /** This copy was elected. */
  lead() {
    this.#leading = true
    void this.flush()
  }

  played(seq: number) {
    this.#played = seq
    void this.flush()
  }

  async flush(): Promise<void> {
    if (!this.#leading || this.#sending || this.#played === this.#told) return

    this.#sending = true
    const seq = this.#played
    const sent = await this.#send({ seq }).then(
      () => true,
      () => false
    )
    this.#sending = false
    if (!sent) return

    this.#told = seq
    await this.flush()
  }
}
