import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { quietPort } from '../../../bin/lib/free_port.mjs'
import { findRedis } from '../../../bin/lib/tests/find_program.mjs'
import { until } from '../until.js'

/** A Redis that may be stopped in the middle of anything, and comes back empty. */
export class OwnRedis {
  readonly url: string
  #child: ChildProcess | undefined
  #port: number
  #program: string

  private constructor(program: string, port: number) {
    this.#program = program
    this.#port = port
    this.url = `redis://127.0.0.1:${port}`
  }

  /**
   * Without it a few tests are skipped: somebody who has no Redis and may not install one still runs all others, and is
   * told what is left out (`bin/lib/tests/tools.mjs`). Where nothing may be skipped, a skip fails the run (`.ci/run`).
   */
  static get isInstalled(): boolean {
    return findRedis() !== null
  }

  static async start(): Promise<OwnRedis> {
    const program: string | null = findRedis()
    if (!program) throw new Error('Redis is not installed')
    const redis = new OwnRedis(program, await quietPort())
    await redis.begin()
    return redis
  }

  /** On the same port as before. */
  async begin(): Promise<void> {
    if (this.#child) return
    const place = ['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', tmpdir()]
    const nothingKept = ['--save', '', '--appendonly', 'no']
    const child = spawn(this.#program, [...place, ...nothingKept], { stdio: 'ignore' })
    this.#child = child
    process.once('exit', this.#killAtExit)
    await until('Redis answers', () => this.#isUp())
  }

  async stop(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    process.off('exit', this.#killAtExit)
    if (!child || child.exitCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }

  #killAtExit = () => {
    this.#child?.kill('SIGKILL')
  }

  #isUp(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.#port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
  }
}
