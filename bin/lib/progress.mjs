const FRAMES = ['-', '\\', '|', '/']

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/**
 * One line for each thing the command does. On a terminal the current line turns and is
 * rewritten; elsewhere (a log, CI) a line is printed when a step begins and when it ends.
 */
export class Progress {
  #out
  #animated

  constructor(out = process.stdout) {
    this.#out = out
    this.#animated = Boolean(out.isTTY) && !process.env.CI
  }

  /** Runs `work`, which may return a short note to be shown behind the label. */
  async step(label, work) {
    const since = Date.now()
    const stop = this.#begin(label)

    try {
      const result = await work()
      const note = typeof result === 'string' ? `: ${result}` : ''
      stop(`  ok  ${label}${note} (${seconds(since)})`)
      return result
    } catch (error) {
      stop(` fail ${label} (${seconds(since)})`)
      throw error
    }
  }

  line(text = '') {
    this.#out.write(`${text}\n`)
  }

  #begin(label) {
    if (!this.#animated) {
      this.line(`  ..  ${label}`)
      return (text) => this.line(text)
    }

    let frame = 0
    const draw = () => this.#out.write(`\r\x1b[K  ${FRAMES[frame++ % FRAMES.length]}   ${label}`)
    const timer = setInterval(draw, 120)
    draw()

    return (text) => {
      clearInterval(timer)
      this.#out.write(`\r\x1b[K${text}\n`)
    }
  }
}
