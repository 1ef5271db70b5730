import { isAlive } from './process_identity.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']

/**
 * Calls back when whoever started this process is gone without a word: the command's older Node, by the channel to it, or npm.
 * A command started by hand with `node bin/...` may outlive its shell.
 */
export function onParentGone(callback) {
  if (process.channel) {
    process.once('disconnect', callback)
    process.channel.unref()
    return
  }
  if (!process.env.npm_lifecycle_event) {
    return
  }

  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent || !isAlive(parent)) {
      clearInterval(timer)
      callback()
    }
  }, 500)
  timer.unref()
}

/** What a command has to put back, in reverse order, when it ends or is told to end. */
export class Shutdown {
  #duties = []
  #tell = () => {}
  #toldAt = 0

  /** Resolves with the signal's name once the command is told to end. */
  requested = new Promise((resolve) => (this.#tell = resolve))

  constructor() {
    for (const signal of SIGNALS) {
      process.on(signal, () => this.#hear(signal))
    }
    onParentGone(() => this.#hear('parent'))
  }

  get isRequested() {
    return this.#toldAt > 0
  }

  /** Adds something to put back, and returns how to leave it out again. */
  defer(duty) {
    this.#duties.push(duty)
    return () => (this.#duties = this.#duties.filter((other) => other !== duty))
  }

  async run() {
    for (let duty = this.#duties.pop(); duty; duty = this.#duties.pop()) {
      try {
        await duty()
      } catch (error) {
        process.stderr.write(`${error.message}\n`)
      }
    }
  }

  /** One Ctrl-C can be heard twice, from the terminal and passed on; a second one means "now". */
  #hear(signal) {
    if (this.#toldAt && Date.now() - this.#toldAt > 1500) {
      process.stderr.write('\nLeaving at once; the next start puts things right.\n')
      process.exit(1)
    }
    this.#toldAt ||= Date.now()
    this.#tell(signal)
  }
}
