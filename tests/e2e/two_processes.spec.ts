import { test } from '@japa/runner'
import { OverlayWatcher } from '../../bench/support/overlay_watcher.js'
import { DemoCampaign } from '#tests/support/e2e/demo_campaign'
import { OwnRedis } from '#tests/support/machines/own_redis'
import { HelixClient } from '#tests/support/helix_client'
import { RunningApp } from '#tests/support/running_app'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

const BOUGHT = 1_000
const PATIENCE_MS = 60_000
/** A thousand refunds, at the pace that settlement finds after its owner was killed. */
const SETTLING_MS = 180_000
/** The longest that nobody may hold what a dead process held. */
const TAKEOVER_MS = 30_000
/** What is done every so often, by one of all processes. */
const SCHEDULE = 'viewer-sampler'

let redis: OwnRedis
let demo: DemoCampaign
let survivor: RunningApp

/** How many of the resources with that prefix a process owns now. */
async function owned(app: RunningApp, prefix: string): Promise<number> {
  const [{ count }] = await demo.app.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ownerships
     WHERE starts_with(resource, $1) AND split_part(owner, '/', 2) = $2
       AND expires_at > clock_timestamp()`,
    [prefix, String(app.pid)]
  )
  return count
}

const VOTES = `
  SELECT c.votes FROM poll_channels c JOIN twitch_accounts a ON a.twitch_id = c.broadcaster_id
  ORDER BY a.login`

/** A streamer switches a part of the channel on; resolves once Twitch tells of it. */
async function listenFor(login: string, feature: string, type: string) {
  const streamer = new Visitor(demo.app.url)
  // Signed in already, so that Twitch is asked for what is in use as well.
  await streamer.follow(`/demo/sign-in/${login}`)
  await streamer.signIn(login, `?for=${feature}`)
  const [account] = await demo.app.query<{ id: string }>(
    'SELECT user_id AS id FROM twitch_accounts WHERE login = $1',
    [login]
  )
  await streamer.post(`/streamers/${account.id}/features/${feature}`)
  await until(
    `${type} is told`,
    async () => {
      const rows = await demo.app.query(
        `SELECT FROM eventsub_subscriptions WHERE streamer_id = $1 AND type = $2 AND status = 'enabled'`,
        [account.id, type]
      )
      return rows.length > 0
    },
    PATIENCE_MS
  )
  return { broadcaster: login }
}

/** What was asked on a channel, by Twitch's word. */
async function pollsOf({
  broadcaster: login,
}: {
  broadcaster: string
}): Promise<{ status: string }[]> {
  const { simulator } = demo
  const scopes = ['channel:manage:polls']
  const { access_token: token, user_id: userId } = await simulator.token({ login, scopes })
  const id = userId ?? ''
  const helix = new HelixClient(simulator.url, TwitchSimulator.clientId, token, id)
  const { body } = await helix.get('polls', { broadcaster_id: id })
  return body.data
}

/** The streamer's overlay, as OBS opens it on one of the processes. */
function watch(app: RunningApp): Promise<OverlayWatcher> {
  const key = new URLSearchParams(new URL(demo.links[2].url).hash.slice(1)).get('k') ?? ''
  return new OverlayWatcher().open(app.url, key)
}

test.group('Two processes', (group) => {
  group.setup(async () => {
    if (!OwnRedis.isInstalled) return () => {}
    redis = await OwnRedis.start()
    demo = await DemoCampaign.start({ REDIS_URL: redis.url })
    const stopFirst = async () => {
      await demo.stop()
      await redis.stop()
    }
    try {
      survivor = await RunningApp.start({
        simulator: demo.simulator,
        databaseUrl: demo.app.databaseUrl,
        env: { REDIS_URL: redis.url },
      })
    } catch (error) {
      await stopFirst()
      throw error
    }
    return async () => {
      await survivor.destroy()
      await stopFirst()
    }
  })

  test('an overlay of one is told all that happens on the other', async ({ assert, cleanup }) => {
    const overlay = await watch(survivor)
    cleanup(() => overlay.close())
    await demo.openGoal(3)
    await demo.redeem(3)
    await demo.untilNewestIs('armed')
    await demo.table.rollCritical()
    const command = await until('the order is there', async () => (await demo.table.pull())[0])
    await demo.table.done(command.id)
    await demo.untilNewestIs('completed')

    await until('it is told of the end', () => overlay.oneShots.length === 3)
    assert.deepEqual(
      overlay.oneShots.map(({ event }) => event.replace('gamification:', '')),
      ['instance_armed', 'instance_consumed', 'action_executed']
    )
    const [{ seq: first }] = overlay.oneShots
    assert.deepEqual(
      overlay.oneShots.map(({ seq }) => seq),
      [first, first + 1, first + 2]
    )
    await demo.settled()
  })
    .skip(!OwnRedis.isInstalled, 'Redis is not installed')
    .timeout(120_000)

  test('a poll is asked once on each channel, and each vote counts once', async ({ assert }) => {
    const [mira, tobi] = await Promise.all([
      listenFor('mira_streams', 'polls', 'channel.poll.end'),
      listenFor('tobi_plays', 'chat', 'channel.chat.message'),
    ])
    await demo.gm.post(`/campaigns/${demo.campaignId}/polls`, {
      question: 'Which door?',
      options: ['Left', 'Right'],
      durationSeconds: 600,
    })
    await until('it is asked', async () => (await pollsOf(mira)).length === 1, PATIENCE_MS)
    // Votes that Twitch tells of before the app has written down which poll it is come with the next ones, or at the end.
    await until(
      'each channel knows',
      async () =>
        (await demo.app.query(`SELECT FROM poll_channels WHERE state = 'running'`)).length === 2,
      PATIENCE_MS
    )
    await demo.simulator.control('POST', '/polls/vote', { ...mira, choice: 'Left', votes: 70 })
    await Promise.all(
      Array.from({ length: 30 }, (_, viewer) =>
        demo.simulator.control('POST', '/chat', {
          ...tobi,
          viewer: `viewer_${viewer % 20}`,
          message: '!2',
        })
      )
    )
    const votes = () => demo.app.query<{ votes: number[] }>(VOTES)
    await until('all votes are there', async () => {
      const parts = await votes()
      return parts.flatMap((part) => part.votes).reduce((sum, count) => sum + count, 0) >= 90
    })
    const [{ id }] = await demo.app.query<{ id: string }>('SELECT id FROM polls')
    await demo.gm.post(`/campaigns/${demo.campaignId}/polls/${id}/end`)
    await until(
      'it has ended',
      async () => (await demo.app.query(`SELECT FROM polls WHERE status = 'ended'`)).length === 1,
      PATIENCE_MS
    )
    assert.deepEqual(await votes(), [{ votes: [70, 0] }, { votes: [0, 20] }])
    assert.deepEqual(
      (await pollsOf(mira)).map(({ status }) => status),
      ['TERMINATED']
    )
  })
    .skip(!OwnRedis.isInstalled, 'Redis is not installed')
    .timeout(120_000)

  test('one is killed in a burst of 1,000 redemptions', async ({ assert }) => {
    const overlay = await watch(survivor)
    const [event] = await demo.app.query<{ id: string }>(
      `SELECT id FROM gamification_events WHERE name = 'Fate reversed'`
    )
    await demo.openGoal(2 * BOUGHT)
    assert.isAbove(await owned(demo.app, 'eventsub:'), 0)
    assert.equal(await owned(survivor, 'eventsub:'), 0)
    assert.equal((await owned(demo.app, SCHEDULE)) + (await owned(survivor, SCHEDULE)), 1)

    const burst = demo.redeem(BOUGHT, 500)
    await until('a part has come in', async () => ((await demo.inLedger()).counted ?? 0) > 200)
    await until('the other process shows it', () => overlay.progressOf(event.id) > 0)
    const killedAt = performance.now()
    await demo.app.kill()
    demo.table.turnTo(survivor.url)
    await burst
    const counted = (await demo.inLedger()).counted
    assert.isBelow(counted, BOUGHT)

    await until(
      'the survivor listens and compares',
      async () =>
        (await owned(survivor, 'eventsub:')) > 0 &&
        (await owned(survivor, 'reconciler')) &&
        (await owned(survivor, SCHEDULE)),
      TAKEOVER_MS
    )
    assert.isBelow(performance.now() - killedAt, TAKEOVER_MS)
    await until(
      'what was missed is taken in',
      async () => (await demo.inLedger()).counted === BOUGHT,
      PATIENCE_MS
    )
    await until('the overlay shows it', () => overlay.progressOf(event.id) === BOUGHT)

    const gm = new Visitor(survivor.url)
    const link = new URL(demo.links[0].url)
    await gm.follow(`${link.pathname}${link.search}`)
    const instance = await demo.untilNewestIs('active')
    await gm.post(`/campaigns/${demo.campaignId}/instances/${instance.id}/cancel`)
    await demo.settled(SETTLING_MS)
    await overlay.close()

    assert.deepEqual(await demo.onTwitch(), { UNFULFILLED: 0, FULFILLED: 3, CANCELED: BOUGHT })
    const uneven = await demo.app.query(
      `SELECT r.id FROM redemptions r
       LEFT JOIN redemption_changes c ON c.redemption_id = r.id
         AND c.to_state IN ('fulfilled', 'refunded')
       GROUP BY r.id, r.settled_by HAVING count(c.id) <> 1 OR r.settled_by <> 'us'`
    )
    assert.deepEqual(uneven, [])
  })
    .skip(!OwnRedis.isInstalled, 'Redis is not installed')
    .timeout(300_000)
})
