import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type {
  ActorData,
  CombatData,
  MessageData,
  RollRequest,
  SceneData,
  Switches,
  UserData,
} from '../../simulators/tabletop/shared.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface TabletopOptions {
  /** The app that the module connects to, for example `http://127.0.0.1:3333`. */
  appUrl?: string
  /** Folder with the built module; `public/foundry/unpacked` when absent. */
  moduleDir?: string
  /** Manifest to install the module from, as a person would. */
  moduleUrl?: string
  generation?: 13 | 14
  system?: Switches['system']
}

/** A roll as stored; only what specs look at is typed. */
export interface StoredRoll {
  formula: string
  total: number
  terms: { faces?: number; results?: { result: number; active: boolean }[] }[]
}

export type StoredMessage = Omit<MessageData, 'rolls'> & { rolls: StoredRoll[] }

export interface TabletopState {
  users: UserData[]
  actors: ActorData[]
  scene: SceneData
  combats: CombatData[]
  /** Names of what was played. */
  sounds: string[]
  messages: StoredMessage[]
  /** World settings by `namespace.key`. */
  settings: Record<string, unknown>
  switches: Switches
  /** User ids, one for each open tab. */
  tabs: string[]
}

/** The tabletop stand-in as a process of its own, for browser tests. */
export class Tabletop {
  readonly url: string
  #process: ChildProcess

  private constructor(process: ChildProcess, url: string) {
    this.#process = process
    this.url = url
  }

  /** Resolves when it listens; rejects when it ends before that. */
  static async start(options: TabletopOptions = {}): Promise<Tabletop> {
    const flags = [
      ['--port', '0'],
      ['--parent', String(process.pid)],
      ['--app-url', options.appUrl],
      ['--module-dir', options.moduleDir],
      ['--module-url', options.moduleUrl],
      ['--generation', options.generation],
      ['--system', options.system],
    ].flatMap(([name, value]) => (value === undefined ? [] : [String(name), String(value)]))

    const child = spawn(process.execPath, ['simulators/tabletop/main.ts', ...flags], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      // The test runner's own loaders are of no use to it.
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    })
    return new Tabletop(child, await listening(child))
  }

  async stop() {
    if (this.#process.exitCode !== null) return
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill('SIGTERM')
    await ended
  }

  /** Address of a GM's seat; `gm` or `gm2`. */
  gmUrl(user = 'gm') {
    return `${this.url}/gm?user=${user}`
  }

  /** Address of a player's seat; `ada`, `ben` or `cleo`. */
  playerUrl(user = 'ada') {
    return `${this.url}/player?user=${user}`
  }

  state(): Promise<TabletopState> {
    return this.control('GET', 'state')
  }

  /** `user` may be a short name as in the addresses. */
  roll(request: RollRequest): Promise<StoredMessage> {
    return this.control('POST', 'roll', request)
  }

  /** Puts a message into the log as a game system would write it. */
  message(body: Record<string, unknown>): Promise<StoredMessage> {
    return this.control('POST', 'message', body)
  }

  switch(changes: Partial<Switches>): Promise<Switches> {
    return this.control('POST', 'switches', changes)
  }

  async reset(): Promise<void> {
    await this.control('POST', 'reset', {})
  }

  /** Asks the control API. Throws with its sentence when it refuses. */
  async control<Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.url}/control/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`The tabletop refused: ${answer.error}`)
    return answer
  }
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The tabletop ended with ${code}`)))
    if (!child.stdout) return reject(new Error('The tabletop has no output'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const news: { event?: string; url?: string } = line.startsWith('{') ? JSON.parse(line) : {}
      if (news.event === 'listening' && news.url) resolve(news.url)
    })
  })
}
