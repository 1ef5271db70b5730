import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import type {
  BulkOptions,
  MintedToken,
  PlayOptions,
  PlayResult,
  RedeemOptions,
  RedeemResult,
  RedemptionStatus,
  SimulatedChannelUser,
  SimulatedEvent,
  SimulatedRedemption,
  TwitchSimulatorOptions,
} from './twitch_simulator_types.js'

const ROOT = join(import.meta.dirname, '../..')
const MAIN = join(ROOT, 'simulators/twitch/main.ts')
const DEMO = join(ROOT, 'simulators/twitch/demo.json')

type Child = ChildProcessByStdio<null, Readable, Readable>

/** A control call that the simulator refused; `status` and `body` are its answer. */
export class SimulatorRefusal extends Error {
  readonly status: number
  readonly body: unknown

  constructor(call: string, status: number, body: unknown) {
    super(`${call} was answered ${status}: ${JSON.stringify(body)}`)
    this.status = status
    this.body = body
  }
}

/**
 * Runs the project's Twitch simulator as a child process, for tests and benches. It ends with
 * `stop()`, and by itself when the test process dies.
 */
export class TwitchSimulator {
  readonly port: number
  readonly url: string
  #child: Child
  #folder: string

  private constructor(child: Child, folder: string, port: number, url: string) {
    this.#child = child
    this.#folder = folder
    this.port = port
    this.url = url
  }

  static readonly clientId = 'crowdcrit-test'
  static readonly clientSecret = 'crowdcrit-test-secret'

  /** Resolves once the simulator listens; rejects with its error output when it ends before. */
  static async start(options: TwitchSimulatorOptions = {}): Promise<TwitchSimulator> {
    const folder = await mkdtemp(join(tmpdir(), 'twitch-simulator-'))
    const config = options.demo ? DEMO : join(folder, 'config.json')
    if (!options.demo) {
      const clients = options.clients ?? [{ id: this.clientId, secret: this.clientSecret }]
      await writeFile(config, JSON.stringify({ clients, users: options.users ?? [] }))
    }

    const flags = ['--port', String(options.port ?? 0), '--config', config]
    flags.push('--parent', String(process.pid))
    flags.push('--rate-limit', String(options.rateLimit || 0))
    if (options.statePath) flags.push('--state', options.statePath)

    const child = spawn(process.execPath, [MAIN, ...flags], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    try {
      const { port, url } = await this.#listening(child)
      return new TwitchSimulator(child, folder, port, url)
    } catch (error) {
      child.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  /**
   * One call to the control API (see simulators/twitch/README.md); the path is what follows
   * `/control`, for example `('POST', '/live', { broadcaster: 'mira', live: true })`.
   *
   * @throws SimulatorRefusal when the answer is not 2xx
   */
  async control<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/control${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    const answer = text ? JSON.parse(text) : null
    if (!response.ok) throw new SimulatorRefusal(`${method} ${path}`, response.status, answer)
    return answer
  }

  /** Viewers redeem; resolves when every redemption has been made and its events were sent. */
  redeem(options: RedeemOptions): Promise<RedeemResult> {
    return this.control('POST', '/redeem', options)
  }

  /** What Twitch holds, oldest first, rewards that were deleted included. */
  async redemptions(
    filter: {
      broadcaster?: string
      reward?: string
      status?: RedemptionStatus
      user?: string
    } = {}
  ): Promise<SimulatedRedemption[]> {
    const answer = await this.control<{ data: SimulatedRedemption[] }>(
      'GET',
      `/redemptions?${new URLSearchParams(filter)}`
    )
    return answer.data
  }

  /** Events of all kinds, by seed and pace; resolves when the last one was sent. */
  play(options: PlayOptions = {}): Promise<PlayResult> {
    return this.control('POST', '/play', options)
  }

  /** What happened after that sequence, oldest first, as far as the journal goes back. */
  async journal(after = 0): Promise<SimulatedEvent[]> {
    const answer = await this.control<{ data: SimulatedEvent[] }>('GET', `/journal?after=${after}`)
    return answer.data
  }

  /** Many channels in one call. */
  async bulk(options: BulkOptions): Promise<SimulatedChannelUser[]> {
    const answer = await this.control<{ data: SimulatedChannelUser[] }>(
      'POST',
      '/users/bulk',
      options
    )
    return answer.data
  }

  /** A token without the sign-in dance; without `login` an app token. The user is created if unknown. */
  token(
    options: { login?: string; scopes?: string[]; clientId?: string } = {}
  ): Promise<MintedToken> {
    return this.control('POST', '/tokens', options)
  }

  /** Forgets everything and starts again from the seed. */
  async reset(): Promise<void> {
    await this.control('POST', '/reset')
  }

  /** Ends the process; safe to call twice. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit')
      this.#child.kill('SIGTERM')
      await exit
    }
    await rm(this.#folder, { recursive: true, force: true })
  }

  static #listening(child: Child): Promise<{ port: number; url: string }> {
    const errors: string[] = []
    child.stderr.on('data', (chunk: Buffer) => {
      if (errors.length < 50) errors.push(chunk.toString())
    })
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code) => {
        reject(new Error(`The Twitch simulator ended with ${code}: ${errors.join('')}`))
      })
      createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    })
  }
}
