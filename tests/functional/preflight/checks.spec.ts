import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import { Health, type PartHealth } from '#core/health'
import { Action } from '#gamification/handlers/action'
import { ActionRegistry } from '#gamification/handlers/registries'
import { preFlight, ready, troubles } from '#tests/functional/preflight/ready'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { type Shop, SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

interface Breakage {
  what: string
  check: string
  state: 'warning' | 'failed'
  /** What a person reads. */
  says: RegExp
  /** Where it is mended. */
  at: RegExp | null
  break: (shop: Shop, undo: (work: () => unknown) => void) => Promise<unknown> | unknown
}

const sql = (text: string, values: string[] = []) => testSql().run(text, values)

const GONG = { id: 'list.gong', name: 'Gong' }

/** One part of the installation is not well. */
function unwell(part: string, health: PartHealth, undo: (work: () => unknown) => void) {
  class Ill extends Health {
    override async report() {
      const { parts, status } = await super.report()
      const ok = { state: 'ok' as const }
      return { status, parts: { redis: ok, notifications: ok, ...parts, [part]: health } }
    }
  }
  app.container.swap(Health, () => new Ill(app))
  undo(() => app.container.restore(Health))
}

class WornAction extends Action {
  static id = 'worn'
  static label = 'Worn out'
  static description = 'Sees a problem coming.'
  static requires = [] as const
  static commands = [] as const
  static needs = [] as const
  static settings = vine.create({})

  async execute() {}

  override async preFlightCheck() {
    return [{ state: 'warning' as const, sentence: 'The string will hold for one more song.' }]
  }
}

const BREAKAGES: Breakage[] = [
  {
    what: 'the database is down',
    check: 'database',
    state: 'failed',
    says: /Nothing can be counted/,
    at: null,
    break: (_shop, undo) => unwell('database', { state: 'down' }, undo),
  },
  {
    what: 'Redis is away',
    check: 'redis',
    state: 'warning',
    says: /Redis does not answer\. Points are safe/,
    at: null,
    break: (_shop, undo) =>
      unwell('redis', { state: 'degraded', detail: 'Redis does not answer.' }, undo),
  },
  {
    what: 'a pooler swallows notifications',
    check: 'notifications',
    state: 'warning',
    says: /up to a second late/,
    at: null,
    break: (_shop, undo) =>
      unwell('notifications', { state: 'degraded', detail: 'Behind a pooler' }, undo),
  },
  {
    what: 'Twitch is down',
    check: 'twitch_api',
    state: 'failed',
    says: /Twitch/,
    at: null,
    break: ({ simulator }) =>
      simulator.control('POST', '/faults/http', { status: 503, path: '/mock/users' }),
  },
  {
    what: 'the token is revoked',
    check: 'token',
    state: 'failed',
    says: /no longer accepts/,
    at: /auth\/twitch/,
    break: () => sql(`UPDATE twitch_accounts SET state = 'revoked', state_reason = NULL`),
  },
  {
    what: 'a permission is missing',
    check: 'token',
    state: 'failed',
    says: /permission to manage channel points/,
    at: /auth\/twitch/,
    break: () => sql(`UPDATE twitch_accounts SET scopes = '{}'`),
  },
  {
    what: 'Twitch tells nothing',
    check: 'eventsub',
    state: 'failed',
    says: /The connection was refused/,
    at: /auth\/twitch/,
    break: () =>
      sql(
        `UPDATE eventsub_connections SET state = 'failed', reason = 'The connection was refused.'`
      ),
  },
  {
    what: 'a reward could not be made',
    check: 'reward_slots',
    state: 'failed',
    says: /could not be changed: Too many/,
    at: /dashboard/,
    break: () =>
      sql(
        `UPDATE rewards SET failure_code = 'too_many_rewards', failure_message = 'Too many rewards.'`
      ),
  },
  {
    what: 'no reward is on sale',
    check: 'reward_slots',
    state: 'warning',
    says: /nobody can join in/,
    at: /dashboard/,
    break: () => sql('UPDATE rewards SET is_enabled = false'),
  },
  {
    what: 'no world is paired',
    check: 'foundry',
    state: 'failed',
    says: /No world is paired/,
    at: /\/foundry$/,
    break: () => sql('DELETE FROM foundry_connections'),
  },
  {
    what: 'no GM tab is in charge',
    check: 'foundry',
    state: 'failed',
    says: /No GM tab is open/,
    at: null,
    break: () => sql('UPDATE foundry_leases SET client_id = NULL, token_id = NULL'),
  },
  {
    what: 'the world cannot do it',
    check: 'capabilities',
    state: 'failed',
    says: /cannot do “Twist of fate”/,
    at: /\/events$/,
    break: () => sql(`UPDATE foundry_connections SET capabilities = '{chat.send}'`),
  },
  {
    what: 'the world cannot do a part of a sequence',
    check: 'capabilities',
    state: 'failed',
    says: /cannot do “Twist of fate”/,
    at: /\/events$/,
    break: () =>
      sql(`UPDATE gamification_events SET action_id = 'custom', action_settings = $1`, [
        JSON.stringify({
          steps: [{ actionId: 'play_sound', settings: { sound: GONG }, delaySeconds: 0 }],
        }),
      ]),
  },
  {
    what: 'the GM has switched it off at the table',
    check: 'capabilities',
    state: 'warning',
    says: /“Twist of fate” would do is switched off/,
    at: /\/foundry$/,
    break: () => sql(`UPDATE foundry_connections SET switched_off = '{roll.invert}'`),
  },
  {
    what: 'the overlay was not seen',
    check: 'overlay',
    state: 'warning',
    says: /Not seen lately/,
    at: /\/overlay$/,
    break: () => sql(`UPDATE overlays SET last_seen_at = now() - interval '1 hour'`),
  },
  {
    what: 'a trigger is gone',
    check: 'handlers',
    state: 'failed',
    says: /“long_gone” is not installed/,
    at: /\/events\/[\w-]{36}$/,
    break: () => sql(`UPDATE gamification_events SET trigger_id = 'long_gone'`),
  },
  {
    what: 'an action sees a problem coming',
    check: 'handlers',
    state: 'warning',
    says: /“Twist of fate”: The string will hold/,
    at: /\/events\/[\w-]{36}$/,
    break: async () => {
      const actions = await app.container.make(ActionRegistry)
      if (!actions.has(WornAction.id)) actions.register(WornAction)
      return sql(`UPDATE gamification_events SET action_id = 'worn'`)
    },
  },
  {
    what: 'no event is on',
    check: 'handlers',
    state: 'warning',
    says: /No event is on/,
    at: /\/events$/,
    break: () => sql('UPDATE campaign_configs SET is_enabled = false'),
  },
]

test.group('Pre-flight | checks', (group) => {
  let simulator: TwitchSimulator
  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: SHOP, broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await emptyDatabase()
    await simulator.reset()
  })

  test('all is well', async ({ assert }) => {
    const shop = await ready(simulator)

    const full = await preFlight(shop)
    const light = await preFlight(shop, 'light')

    assert.deepEqual(troubles(full), [])
    assert.equal(full.state, 'passed')
    const checksOf = ({ sections }: typeof full) =>
      sections.flatMap(({ findings }) => findings.map(({ check }) => check))
    assert.includeMembers(checksOf(full), [
      'database',
      'twitch_api',
      'token',
      'eventsub',
      'reward_slots',
      'foundry',
      'capabilities',
      'overlay',
      'handlers',
    ])
    assert.deepEqual(
      checksOf(light),
      checksOf(full).filter((check) => check !== 'twitch_api')
    )
  })

  test('names the cause: {what}')
    .with(BREAKAGES)
    .run(async ({ assert, cleanup }, breakage) => {
      const shop = await ready(simulator)
      await breakage.break(shop, (work) => cleanup(() => void work()))

      const report = await preFlight(shop)

      const [found, ...others] = troubles(report)
      assert.deepEqual(others, [], 'one cause, one finding')
      assert.equal(found?.check, breakage.check)
      assert.equal(found?.state, breakage.state)
      assert.equal(report.state, breakage.state)
      assert.match(found?.meaning ?? '', breakage.says)
      if (breakage.at) assert.match(found?.action?.href ?? '', breakage.at)
      else assert.isNull(found?.action ?? null)
    })
})
