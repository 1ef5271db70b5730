const FRAMES = ['-', '\\', '|', '/']

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/**
 * One line for each thing the command does, also of several at once. On a terminal the last line turns, and names what is
 * being done; elsewhere (a log, CI) a line is printed when a step begins and when it ends.
 */
export class Progress {
  #out
  #animated
  #current = []
  #frame = 0
  #timer

  /** @param {{ write(text: string): unknown, isTTY?: boolean }} out */
  constructor(out = process.stdout) {
    this.#out = out
    this.#animated = Boolean(out.isTTY) && !process.env.CI
  }

  /** Runs `work`, which may return a short note to be shown behind the label. */
  async step(label, work) {
    const since = Date.now()
    this.#begin(label)

    try {
      const result = await work()
      const note = typeof result === 'string' ? `: ${result}` : ''
      this.#end(label, `  ok  ${label}${note} (${seconds(since)})`)
      return result
    } catch (error) {
      this.#end(label, ` fail ${label} (${seconds(since)})`)
      throw error
    }
  }

  line(text = '') {
    this.#out.write(`${text}\n`)
  }

  #begin(label) {
    this.#current.push(label)
    if (!this.#animated) {
      this.line(`  ..  ${label}`)
      return
    }
    this.#timer ??= setInterval(() => this.#draw(), 120)
    this.#draw()
  }

  #end(label, text) {
    this.#current.splice(this.#current.indexOf(label), 1)
    if (!this.#animated) {
      this.line(text)
      return
    }
    this.#out.write(`\r\x1b[K${text}\n`)
    if (this.#current.length > 0) {
      this.#draw()
      return
    }
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #draw() {
    const turning = FRAMES[this.#frame++ % FRAMES.length]
    this.#out.write(`\r\x1b[K  ${turning}   ${this.#current.join(', ')}`)
  }
}
