import { seedDemo } from '#tests/support/e2e/demo_campaign'
import { OwnPostgres } from '#tests/support/machines/own_postgres'
import { OwnRedis } from '#tests/support/machines/own_redis'
import { RunningApp } from '#tests/support/running_app'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { Person } from './person.js'
import { STREAMERS, type Streamer } from './schedule.js'
import { Table } from './table.js'

const LIVE = { broadcasterType: 'affiliate' as const, live: true, viewerCount: 20 }
const USERS = [{ login: 'ada_gm' }, ...STREAMERS.map((login) => ({ login, ...LIVE }))]
/** One for each mode, and one of the whole campaign. */
const GROUP = 'Voice of the crowd'
const SOLD = ['Fate reversed', 'Last chance', 'Thunder', GROUP]
const PATIENCE_MS = 60_000

export interface SimulatedReward {
  id: string
  title: string
  is_enabled: boolean
  is_paused: boolean
}

/** Two processes on one PostgreSQL and one Redis, the simulated Twitch, and everybody who takes part. */
export class Stage {
  readonly streamers: Record<Streamer, Person>

  private constructor(
    readonly postgres: OwnPostgres,
    readonly redis: OwnRedis,
    readonly simulator: TwitchSimulator,
    readonly apps: readonly RunningApp[],
    readonly campaignId: string,
    readonly gm: Person,
    readonly table: Table
  ) {
    this.streamers = {
      mira_streams: new Person('mira_streams', apps, '/dashboard'),
      tobi_plays: new Person('tobi_plays', apps, '/dashboard'),
    }
  }

  /** @param folder of its PostgreSQL in `.data` */
  static async build(folder: string): Promise<Stage> {
    const [postgres, redis, simulator] = await Promise.all([
      OwnPostgres.start(folder),
      OwnRedis.start(),
      TwitchSimulator.start({ users: USERS }),
    ])
    const process = () =>
      RunningApp.start({
        simulator,
        databaseUrl: postgres.url,
        env: { REDIS_URL: redis.url, LOG_LEVEL: 'warn' },
      })
    const apps = await Promise.all([process(), process()])
    await seedDemo(apps[0])
    const [{ id }] = await apps[0].query<{ id: string }>('SELECT id FROM campaigns')
    const gm = new Person('ada_gm', apps, `/campaigns/${id}`)
    const table = new Table(apps)
    const stage = new Stage(postgres, redis, simulator, apps, id, gm, table)
    await table.sit(gm, id)
    await stage.#open()
    return stage
  }

  /** Looks into the database, beside the processes. */
  query: RunningApp['query'] = (text, values) => this.apps[0].query(text, values)

  async rewardsOf(streamer: Streamer): Promise<SimulatedReward[]> {
    const { data } = await this.simulator.control<{ data: SimulatedReward[] }>(
      'GET',
      `/rewards?broadcaster=${streamer}`
    )
    return data
  }

  async strike(): Promise<void> {
    this.table.leave()
    await Promise.all(this.apps.map((app) => app.destroy()))
    await Promise.all([this.simulator.stop(), this.redis.stop(), this.postgres.stop()])
  }

  /** Small goals and short times, so that every way to end comes up; each streamer sells all. */
  async #open(): Promise<void> {
    await this.query(
      `UPDATE gamification_events SET coefficient = 0, minimum = 6, cooldown_seconds = 1,
         duration_seconds = 15, armed_seconds = CASE WHEN armed_seconds IS NOT NULL THEN 10 END,
         kind = CASE WHEN name = $1 THEN 'group' ELSE kind END`,
      [GROUP]
    )
    const events = await this.query<{ id: string }>(
      'SELECT id FROM gamification_events WHERE name = ANY ($1)',
      [SOLD]
    )
    for (const login of STREAMERS) {
      await this.streamers[login].consent()
      for (const { id } of events) {
        const path = `/campaigns/${this.campaignId}/events/${id}/offer`
        await this.streamers[login].post(path, { isEnabled: true, cost: null }, 'PUT')
      }
    }
    await until(
      'both sell',
      async () => {
        const rewards = await Promise.all(STREAMERS.map((login) => this.rewardsOf(login)))
        return rewards.every((sold) => sold.filter((one) => !one.is_paused).length >= 2)
      },
      PATIENCE_MS
    )
  }
}
