import { once } from 'node:events'
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pg from 'pg'
import { quietPort } from '../../bin/lib/free_port.mjs'
import { freshDatabase } from './fresh_database.js'
import { TwitchSimulator } from './twitch_simulator.js'
import { until } from './until.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const END_WITH_US = pathToFileURL(join(ROOT, 'bin/lib/die_with_parent.mjs')).href
const START_MS = 60_000
const KEPT_LINES = 2000

interface Options {
  simulator: TwitchSimulator
  tabletopUrl?: string
  /** One that is there already, as for a second process on it; whoever made it drops it. */
  databaseUrl?: string
  env?: Record<string, string>
}

type Health = { status: string; parts: Record<string, { state: string; detail?: string }> }

/**
 * The app as a process of its own, as it runs in production, on a database of
 * its own: it can be ended, killed and started again.
 */
export class RunningApp {
  /** What it printed, oldest first; the log is JSON, a line each. */
  readonly lines: string[] = []
  readonly url: string
  readonly databaseUrl: string
  #child: ChildProcess | undefined
  #env: NodeJS.ProcessEnv
  #pool: pg.Pool
  #drop: () => Promise<void>

  private constructor(
    env: NodeJS.ProcessEnv,
    url: string,
    databaseUrl: string,
    drop: () => Promise<void>
  ) {
    this.#env = env
    this.url = url
    this.databaseUrl = databaseUrl
    this.#drop = drop
    this.#pool = new pg.Pool({ connectionString: databaseUrl, max: 3 })
    // A server that restarts cuts idle connections: the next query opens another one.
    this.#pool.on('error', (error) =>
      this.#keep(`The test's own connection ended: ${error.message}`)
    )
  }

  /** Resolves once it is healthy; rejects with the end of its log when it ends before. */
  static async start(options: Options): Promise<RunningApp> {
    const { simulator, tabletopUrl, databaseUrl, env = {} } = options
    const [database, port] = await Promise.all([
      databaseUrl ? { url: databaseUrl, drop: async () => {} } : freshDatabase(),
      quietPort(),
    ])
    const url = `http://127.0.0.1:${port}`
    const running = new RunningApp(
      {
        ...process.env,
        // The built pages, and neither the test runner's loader nor its settings.
        NODE_ENV: 'production',
        NODE_OPTIONS: '',
        HOST: '127.0.0.1',
        PORT: String(port),
        APP_URL: url,
        LOG_LEVEL: 'info',
        DEMO: 'true',
        SIMULATOR_URL: simulator.url,
        ...(tabletopUrl ? { TABLETOP_URL: tabletopUrl } : {}),
        TWURPLE_MOCK_API_PORT: String(simulator.port),
        TWITCH_CLIENT_ID: TwitchSimulator.clientId,
        TWITCH_CLIENT_SECRET: TwitchSimulator.clientSecret,
        TWITCH_AUTHORIZE_URL: `${simulator.url}/auth/authorize`,
        TWITCH_TOKEN_URL: `${simulator.url}/auth/token`,
        DATABASE_URL: database.url,
        DATABASE_DIRECT_URL: database.url,
        ...env,
      },
      url,
      database.url,
      database.drop
    )
    await running.begin()
    return running
  }

  /** Starts the process again, on the same port and database. */
  async begin(): Promise<void> {
    const program = ['--import', END_WITH_US, '--import', '@poppinss/ts-exec', 'bin/server.ts']
    const child = spawn(process.execPath, program, {
      cwd: ROOT,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child = child
    for (const output of [child.stdout, child.stderr]) {
      if (output) createInterface({ input: output }).on('line', (line) => this.#keep(line))
    }
    await until(
      'the app is healthy',
      async () => {
        if (this.hasEnded) throw new Error(`The app ended:\n${this.lines.slice(-20).join('\n')}`)
        return (await this.health())?.status === 'ok'
      },
      START_MS
    ).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.lines.slice(-20).join('\n')}`)
    })
  }

  /** What it runs with, for a command beside it. */
  get environment(): NodeJS.ProcessEnv {
    return this.#env
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  get hasEnded(): boolean {
    return !this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** SIGTERM, and how many milliseconds it took to end. */
  async stop(): Promise<number> {
    const begun = performance.now()
    await this.#end('SIGTERM')
    return performance.now() - begun
  }

  /** SIGKILL: it gets no chance to finish anything. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Ends it and drops its database. */
  async destroy(): Promise<void> {
    await this.kill()
    await this.#pool.end()
    await this.#drop()
  }

  /** Null while it does not answer. */
  async health(): Promise<Health | null> {
    try {
      const response = await fetch(`${this.url}/health`, { signal: AbortSignal.timeout(5000) })
      return (await response.json()) as Health
    } catch {
      return null
    }
  }

  /** Looks into its database, beside it. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(text, values)).rows
  }

  /** Its log at `level` or above (40 warns, 50 is an error), the sentences only. */
  logged(level: number): string[] {
    return this.lines.filter((line) => {
      const found = /"level":(\d+)/.exec(line)
      return found ? Number(found[1]) >= level : true
    })
  }

  #keep(line: string): void {
    this.lines.push(line)
    if (this.lines.length > KEPT_LINES) this.lines.shift()
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!this.#child || this.hasEnded) return
    const exit = once(this.#child, 'exit')
    this.#child.kill(signal)
    await exit
  }
}
