import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { RunningApp } from '../running_app.js'
import { TwitchSimulator } from '../twitch_simulator.js'
import { until } from '../until.js'
import { Visitor } from '../visitor.js'
import { RemoteTable } from './remote_table.js'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const REWARD = { broadcaster: 'mira_streams', reward: 'Fate reversed' }
const PATIENCE_MS = 45_000

const STREAMER = { broadcasterType: 'affiliate' as const, live: true, viewerCount: 20 }
const USERS = [
  { login: 'ada_gm' },
  { login: 'mira_streams', ...STREAMER },
  { login: 'tobi_plays', ...STREAMER },
]

/** The demo campaign on an app of its own, with its GM signed in and a table in the lease. */
export class DemoCampaign {
  private constructor(
    readonly simulator: TwitchSimulator,
    readonly app: RunningApp,
    readonly campaignId: string,
    readonly links: { label: string; url: string }[],
    readonly gm: Visitor,
    readonly table: RemoteTable
  ) {}

  /** @param env of the app, beside what it needs */
  static async start(env: Record<string, string> = {}): Promise<DemoCampaign> {
    const simulator = await TwitchSimulator.start({ users: USERS })
    const app = await RunningApp.start({ simulator, env })
    const links = await seedDemo(app)
    const gm = new Visitor(app.url)
    const { url } = await gm.follow(links[0].url)
    const campaignId = new URL(url).pathname.split('/')[2]
    const table = new RemoteTable(app.url)
    await table.pair(gm, campaignId)
    await table.sit()
    return new DemoCampaign(simulator, app, campaignId, links, gm, table)
  }

  /** The next goal of the event is that large, and the reward is on sale. */
  async openGoal(objective: number): Promise<void> {
    await this.app.query(
      `UPDATE gamification_events SET coefficient = 0, cooldown_seconds = 0, minimum = $1
       WHERE name = 'Fate reversed'`,
      [objective]
    )
    await until('the reward is on sale', () => this.#isOnSale(), PATIENCE_MS)
  }

  redeem(viewers: number, perSecond?: number) {
    return this.simulator.redeem({ ...REWARD, viewers, perSecond })
  }

  /** How many redemptions Twitch has in each state. */
  async onTwitch() {
    const counts = { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 0 }
    for (const { status } of await this.simulator.redemptions(REWARD)) counts[status]++
    return counts
  }

  /** How many redemptions the ledger has by state and reason. */
  async inLedger(): Promise<Record<string, number>> {
    const rows = await this.app.query<{ what: string; count: number }>(
      `SELECT concat_ws(' ', state, reason) AS what, count(*)::int FROM redemptions GROUP BY 1`
    )
    return Object.fromEntries(rows.map(({ what, count }) => [what, count]))
  }

  /** Waits until nothing is left to be told to Twitch. */
  async settled(patienceMs = PATIENCE_MS): Promise<void> {
    await until(
      'everything is settled',
      async () => {
        const { UNFULFILLED } = await this.onTwitch()
        const pending = await this.app.query(
          `SELECT FROM redemptions WHERE state IN ('fulfil_pending', 'refund_pending')`
        )
        return UNFULFILLED === 0 && pending.length === 0
      },
      patienceMs
    )
  }

  /** The status of the newest instance; null before the first. */
  async newest(): Promise<{ id: string; status: string; progress: number } | null> {
    const [row] = await this.app.query<{ id: string; status: string; progress: number }>(
      'SELECT id, status, progress FROM instances ORDER BY started_at DESC LIMIT 1'
    )
    return row ?? null
  }

  async untilNewestIs(status: string) {
    return until(
      `the newest instance is ${status}`,
      async () => {
        const newest = await this.newest()
        return newest?.status === status ? newest : null
      },
      PATIENCE_MS
    )
  }

  async stop(): Promise<void> {
    this.table.leave()
    await this.app.destroy()
    await this.simulator.stop()
  }

  async #isOnSale(): Promise<boolean> {
    const { data } = await this.simulator.control<{
      data: { title: string; is_enabled: boolean; is_paused: boolean }[]
    }>('GET', '/rewards?broadcaster=mira_streams')
    return data.some(
      ({ title, is_enabled: isEnabled, is_paused: isPaused }) =>
        title === REWARD.reward && isEnabled && !isPaused
    )
  }
}

/** As `npm start` does it. */
export async function seedDemo(app: RunningApp): Promise<{ label: string; url: string }[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['ace.js', 'demo:seed', '--json'],
    {
      cwd: ROOT,
      env: app.environment,
    }
  )
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}').links
}
