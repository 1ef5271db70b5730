import path from 'node:path'
import { Children } from '../children.mjs'
import { ROOT } from '../paths.mjs'
import { Counts } from './counts.mjs'

/**
 * One of the processes of a run. Of several, each says what it has to say when a file has come to its end, so that what
 * they write does not mix; a single one speaks at once.
 */
export class TestProcess {
  counts = new Counts()
  exitCode = null

  #children
  #name
  #isLive
  #say
  #held = []

  /** `say` shows a line; in `folder` its log is kept, and its id for whoever has to end it. */
  constructor({ name, isLive, say, folder }) {
    this.#name = name
    this.#isLive = isLive
    this.#say = say
    this.#children = new Children({
      list: path.join(folder, `${name}_children.json`),
      logs: path.join(folder, 'logs'),
    })
  }

  /** Resolves when it has ended. */
  async run(args, env) {
    const onLine = (line) => this.hear(line)
    this.exitCode = await this.#children.start(this.#name, args, { cwd: ROOT, env, onLine }).ended
  }

  hear(line) {
    const { file } = this.counts
    if (!this.counts.take(line)) {
      this.#held.push(line)
    }
    const isFileOver = file !== null && this.counts.file === null
    if (this.#isLive || isFileOver) {
      this.show()
    }
  }

  /** What was held back, when nothing more will come. */
  show() {
    this.#held.splice(0).forEach((line) => this.#say(line))
  }

  get total() {
    return this.counts.total(this.exitCode)
  }

  stop() {
    return this.#children.stop()
  }
}
