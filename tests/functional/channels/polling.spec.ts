import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { AudienceApi } from '#twitch/api/audience_api'
import { RateGuard } from '#twitch/api/rate_guard'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchAuthProvider } from '#twitch/tokens/twitch_auth_provider'
import { StateFollowers } from '#channels/history/state_followers'
import { StateRoles } from '#channels/history/state_roles'
import { StateSubscribers } from '#channels/history/state_subscribers'
import { AudienceLists } from '#channels/polling/audience_lists'
import { Poller } from '#channels/polling/poller'
import { RunPass } from '#channels/polling/run_pass'
import { takeUp } from '#channels/polling/poll_rows'
import { emptyDatabase } from '#tests/support/database'
import { FastClock } from '#tests/support/fast_clock'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { until } from '#tests/support/until'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import {
  AUDIENCE_SCOPES,
  connection,
  follows,
  polledChannel,
  type PolledChannel,
  told,
} from '#tests/functional/channels/polled_channel'

interface Calls {
  calls: Record<string, { count: number; byStatus: Record<string, number> }>
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const crowd = (count: number, name = 'fan') =>
  Array.from({ length: count }, (_, index) => `${name}_${String(index).padStart(3, '0')}`)

test.group('Polling', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', displayName: 'Mira', broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return async () => {
      app.container.restore(Clock)
      await simulator.stop()
    }
  })
  group.each.setup(async () => {
    await simulator.reset()
    await simulator.control('DELETE', '/counters')
    await emptyDatabase()
  })

  const pages = async () => {
    const { calls } = await simulator.control<Calls>('GET', '/counters')
    return calls['GET /channels/followers']?.count ?? 0
  }

  /** A pass, with something happening before its second page is asked for. */
  async function passWith(channel: PolledChannel, between: () => Promise<unknown>) {
    const pass = await app.container.make(RunPass)
    const row = await takeUp(testSql(), channel.streamerId, channel.clock.now().toJSDate())
    if (!row) {
      throw new Error('No list is due')
    }
    let step = 0
    const isOurs = async () => {
      step += 1
      if (step === 2) await between()
      return true
    }
    await pass.execute(testSql(), row, isOurs, new AbortController().signal)
  }

  const askAgain = (streamerId: string) =>
    testSql().run(`UPDATE channel_polls SET next_at = '-infinity' WHERE streamer_id = $1`, [
      streamerId,
    ])

  test('says how things are at first, and what has changed from then on', async ({ assert }) => {
    const channel = await polledChannel(simulator)
    await connection(channel.streamerId, 'connected')
    await channel.all('follow', crowd(3))

    await channel.turn()
    assert.deepEqual((await follows()).now, crowd(3))
    assert.deepEqual(await told(), [], 'that is no news')
    const first = await channel.row()
    assert.equal(first.mode, 'standing_by')
    assert.deepInclude(first, { last_listed: 3, last_found: 3, last_gone: 0, pass_began_at: null })
    const pause = first.next_at.getTime() - channel.clock.millis()
    assert.isAtLeast(pause, 2 * HOUR - 5_000)
    assert.isAtMost(pause, 4 * HOUR)

    await channel.act('follow', 'newcomer')
    await channel.act('unfollow', 'fan_001')
    await channel.turn()
    assert.deepEqual((await follows()).gone, [], 'not due yet')

    await channel.clock.wait(4 * HOUR)
    await connection(channel.streamerId, 'connected')
    await channel.turn()
    const { now, gone, rows } = await follows()
    assert.deepEqual(now, ['fan_000', 'fan_002', 'newcomer'])
    assert.deepEqual(gone, ['fan_001'])
    assert.equal(rows.find(({ login }) => login === 'fan_001')?.unfollow_source, 'inferred')
    assert.equal(rows.find(({ login }) => login === 'newcomer')?.follow_source, 'twitch.poll')
    assert.deepEqual(await told(), [
      ['follow', 'twitch.poll'],
      ['unfollow', 'inferred'],
    ])

    await askAgain(channel.streamerId)
    await channel.turn()
    assert.deepInclude(await channel.row(), { last_listed: 3, last_found: 0, last_gone: 0 })
    assert.lengthOf(await told(), 2, 'a pass that finds nothing new changes nothing')
  })

  test('subscribers, moderators and VIPs are read the same way', async ({ assert }) => {
    const channel = await polledChannel(simulator, { features: ['subscribers', 'roles'] })
    const post = (path: string, body: object) =>
      simulator.control('POST', path, { broadcaster: 'mira', ...body })
    await post('/subscribe', { viewer: 'sub', tier: '2000', quietly: true })
    await post('/subscribe', { viewer: 'mira', tier: '3000', quietly: true })
    await post('/gift', { gifter: 'giver', recipients: ['lucky'], tier: '1000' })
    await post('/moderators', { viewer: 'mod' })
    await post('/vips', { viewer: 'vip' })
    await channel.turn()

    const subscribers = () =>
      db
        .from('viewer_subscriptions as h')
        .join('viewers as v', 'v.id', 'h.viewer_id')
        .leftJoin('viewers as g', 'g.id', 'h.gifter_id')
        .whereNull('h.ended_at')
        .select('v.login', 'h.tier', 'h.is_gift', 'g.login as gifter', 'h.start_source as source')
        .orderBy('v.login')
    const roles = async () => {
      const rows = await db
        .from('current_roles as r')
        .join('viewers as v', 'v.id', 'r.viewer_id')
        .orderBy('v.login')
      return rows.map(({ login, role }) => [login, role])
    }
    const source = 'twitch.poll'
    assert.deepEqual(await subscribers(), [
      { login: 'lucky', tier: '1000', is_gift: true, gifter: 'giver', source },
      { login: 'sub', tier: '2000', is_gift: false, gifter: null, source },
    ])
    assert.deepEqual(await roles(), [
      ['mod', 'moderator'],
      ['vip', 'vip'],
    ])

    await post('/unsubscribe', { viewer: 'sub', quietly: true })
    await post('/moderators', { viewer: 'mod', holds: false })
    await post('/vips', { viewer: 'other' })
    await askAgain(channel.streamerId)
    await channel.turn()
    assert.deepEqual(
      (await subscribers()).map(({ login }) => login),
      ['lucky']
    )
    assert.deepEqual(await roles(), [
      ['other', 'vip'],
      ['vip', 'vip'],
    ])
    assert.sameDeepMembers(await told(), [
      ['subscription_end', 'inferred'],
      ['moderator_removed', 'inferred'],
      ['vip_added', 'twitch.poll'],
    ])
  })

  test('goes on from its place after a failure, and takes no half list for a whole one', async ({
    assert,
  }) => {
    const channel = await polledChannel(simulator)
    await channel.all('follow', crowd(250))
    await channel.turn()
    assert.lengthOf((await follows()).now, 250)

    await channel.all('unfollow', crowd(5))
    await askAgain(channel.streamerId)
    await simulator.control('DELETE', '/counters')
    await passWith(channel, () =>
      simulator.control('POST', '/faults/http', {
        path: '/channels/followers',
        status: 500,
        times: 2,
      })
    )
    const failed = await channel.row()
    assert.equal(failed.attempts, 1)
    assert.match(failed.problem ?? '', /tried again by itself/)
    assert.isNotNull(failed.cursor)
    assert.deepEqual((await follows()).gone, [])
    assert.isAbove(failed.next_at.getTime(), channel.clock.millis())
    assert.isBelow(failed.next_at.getTime(), channel.clock.millis() + 2 * MINUTE)

    await channel.clock.wait(MINUTE)
    await channel.turn()
    assert.equal((await channel.row()).attempts, 2)
    await channel.clock.wait(MINUTE)
    await channel.turn()
    assert.deepEqual((await follows()).gone, crowd(5))
    // Three pages, two refusals, and a question about each of the five.
    assert.equal(await pages(), 3 + 2 + 5)
    assert.deepInclude(await channel.row(), { problem: null, last_listed: 245, last_gone: 5 })
  })

  test('another process goes on where one has ended', async ({ assert }) => {
    const channel = await polledChannel(simulator)
    await channel.all('follow', crowd(250))
    await simulator.control('POST', '/faults/http', { path: '/channels/followers', delayMs: 100 })
    await channel.poller.turn()
    await until('the first page is done', async () => (await channel.row())?.cursor)
    await channel.poller.stop()

    const stopped = await channel.row()
    assert.isNotNull(stopped.pass_began_at)
    assert.isNull(stopped.finished_at)
    assert.isNull(stopped.problem, 'ending is no failure')

    await simulator.control('DELETE', '/faults')
    const other = await app.container.make(Poller)
    await other.turn()
    await other.idle()
    assert.lengthOf((await follows()).now, 250)
    assert.isAtMost(await pages(), 4, 'the first page was not read again')
    assert.equal((await channel.row()).pass_id, stopped.pass_id)
  })

  test('whoever slips from page to page while the list is read has not left', async ({
    assert,
  }) => {
    const channel = await polledChannel(simulator)
    const fans = crowd(150)
    await channel.inTurn('follow', fans)
    await channel.turn()
    await askAgain(channel.streamerId)

    // The newest come first: the first page ends with fan_050, and all before it move up.
    const leaving = fans.slice(50, 60)
    await passWith(channel, async () => {
      await channel.all('unfollow', leaving)
    })
    const { now, gone } = await follows()
    assert.lengthOf(now, 150, 'they were met, or are still there')
    assert.deepEqual(gone, [])

    await askAgain(channel.streamerId)
    await channel.turn()
    assert.deepEqual((await follows()).gone, leaving)
  })

  test('whoever follows while the list is read is not lost', async ({ assert }) => {
    const channel = await polledChannel(simulator)
    await channel.all('follow', crowd(120))
    await channel.turn()
    await askAgain(channel.streamerId)

    // Twitch's clock is a little behind ours: the follow seems older than the pass.
    await simulator.control('POST', '/clock', { advanceMs: -30_000 })
    await passWith(channel, async () => {
      await channel.act('follow', 'latecomer')
      await testSql().run(
        `WITH v AS (INSERT INTO viewers (twitch_id, login, display_name)
           SELECT id, 'latecomer', 'latecomer' FROM (VALUES ($1::text)) AS t(id) RETURNING id)
         INSERT INTO follower_history (channel_id, viewer_id, followed_at, follow_source)
         SELECT $2, id, date_trunc('second', now() - interval '30 seconds'), 'twitch.eventsub' FROM v`,
        [await idOf('latecomer'), channel.channelId]
      )
    })
    assert.deepInclude(await channel.row(), { last_gone: 0 })
    assert.include((await follows()).now, 'latecomer')
  })

  async function idOf(login: string): Promise<string> {
    const { user_id: id } = await simulator.token({ login })
    return id ?? ''
  }

  test('a number without names is no empty list', async ({ assert }) => {
    const channel = await polledChannel(simulator)
    await channel.act('follow', 'fan_000')
    await channel.turn()

    // The token allows less than we think.
    const token = await simulator.token({ login: 'mira', scopes: ['channel:manage:redemptions'] })
    const { seal } = await import('#twitch/tokens/token_cipher')
    await testSql().run('UPDATE twitch_accounts SET access_token = $2 WHERE user_id = $1', [
      channel.streamerId,
      seal(token.access_token, channel.channelId),
    ])
    await askAgain(channel.streamerId)
    await channel.turn()
    assert.deepEqual((await follows()).now, ['fan_000'])
    assert.isNotNull((await channel.row()).problem)
  })

  test('a place that Twitch does not know any more begins the list anew', async ({ assert }) => {
    const channel = await polledChannel(simulator)
    await channel.all('follow', crowd(3))
    await channel.turn()
    await testSql().run(
      `UPDATE channel_polls SET pass_began_at = $2, cursor = 'forgotten', next_at = '-infinity'
       WHERE streamer_id = $1`,
      [channel.streamerId, channel.clock.now().toISO()]
    )
    await channel.turn()
    assert.isNull((await channel.row()).cursor)
    assert.isNull((await channel.row()).pass_began_at)
    await channel.clock.wait(MINUTE)
    await channel.turn()
    assert.deepInclude(await channel.row(), { last_listed: 3, problem: null, attempts: 0 })
  })

  test('takes over when events stay away, and steps back when they come again', async ({
    assert,
  }) => {
    const channel = await polledChannel(simulator)
    await connection(channel.streamerId, 'connected')
    await channel.turn()
    const before = await channel.row()

    await connection(channel.streamerId, 'reconnecting')
    await channel.turn()
    assert.equal((await channel.row()).mode, 'standing_by', 'most are back in a moment')
    await channel.clock.wait(31_000)
    await channel.turn()
    const taking = await channel.row()
    assert.deepInclude(taking, { mode: 'taking_over', mode_reason: 'connection' })
    assert.isAtMost(taking.next_at.getTime() - channel.clock.millis(), 10_000)

    await channel.clock.wait(11_000)
    await channel.turn()
    const read = await channel.row()
    assert.isAbove(Number(read.pass_id), Number(before.pass_id))
    const pause = read.next_at.getTime() - channel.clock.millis()
    assert.isAtLeast(pause, MINUTE - 5_000)
    assert.isAtMost(pause, 2 * MINUTE)

    await testSql().run('INSERT INTO listening_pauses (streamer_id) VALUES ($1)', [
      channel.streamerId,
    ])
    await channel.turn()
    assert.deepInclude(await channel.row(), { mode: 'taking_over', mode_reason: 'paused' })
    await testSql().run('DELETE FROM listening_pauses')

    await connection(channel.streamerId, 'connected')
    await testSql().run(
      `UPDATE eventsub_subscriptions SET status = 'refused' WHERE type = 'channel.follow'`
    )
    await channel.turn()
    assert.deepInclude(await channel.row(), { mode: 'taking_over', mode_reason: 'subscription' })

    await testSql().run(`UPDATE eventsub_subscriptions SET status = 'enabled'`)
    await channel.turn()
    const back = await channel.row()
    assert.deepInclude(back, { mode: 'standing_by', mode_reason: null })
    assert.isAbove(Number(back.pass_id), Number(read.pass_id), 'once more, for what was missed')
    assert.isAtLeast(back.next_at.getTime() - channel.clock.millis(), 2 * HOUR - 5_000)
  })

  test('a gap in the events is looked into at once, by a pass that begins after it', async ({
    assert,
  }) => {
    const channel = await polledChannel(simulator)
    await connection(channel.streamerId, 'connected')
    await channel.all('follow', crowd(120))
    await channel.turn()
    const gap = () =>
      testSql().run(
        `UPDATE eventsub_connections SET last_gap_at = clock_timestamp(), last_gap_seconds = 35`
      )

    await gap()
    await channel.clock.wait(1_000)
    await channel.turn()
    const { pass_id: passId, next_at: nextAt } = await channel.row()
    assert.equal(Number(passId), 2)
    assert.isAbove(nextAt.getTime(), channel.clock.millis() + HOUR)

    await askAgain(channel.streamerId)
    const { syncPolls } = await import('#channels/polling/sync_polls')
    await passWith(channel, async () => {
      await gap()
      await channel.clock.wait(1_000)
      await syncPolls(testSql(), channel.clock.now().toJSDate())
    })
    const during = await channel.row()
    assert.isNotNull(during.finished_at)
    assert.isAtMost(during.next_at.getTime(), channel.clock.millis(), 'and once more')
  })

  test('is blocked while a permission is missing, and reads at once when it is there', async ({
    assert,
  }) => {
    const [rewards = ''] = AUDIENCE_SCOPES
    const channel = await polledChannel(simulator, { scopes: [rewards] })
    await channel.act('follow', 'fan_000')
    await channel.turn()
    assert.deepInclude(await channel.row(), {
      mode: 'blocked',
      mode_reason: 'permission',
      finished_at: null,
    })
    assert.equal(await pages(), 0)

    await testSql().run(`UPDATE twitch_accounts SET scopes = $1`, [AUDIENCE_SCOPES])
    await testSql().run(`UPDATE twitch_accounts SET state = 'refused', access_token = NULL`)
    await channel.turn()
    assert.deepInclude(await channel.row(), { mode: 'blocked', mode_reason: 'account' })

    const token = await simulator.token({ login: 'mira', scopes: AUDIENCE_SCOPES })
    const { seal } = await import('#twitch/tokens/token_cipher')
    await testSql().run(
      `UPDATE twitch_accounts SET state = 'valid', access_token = $1,
         token_expires_at = now() + interval '1 hour'`,
      [seal(token.access_token, channel.channelId)]
    )
    await channel.turn()
    assert.deepEqual((await follows()).now, ['fan_000'])
    assert.equal((await channel.row()).mode_reason, null)
  })

  test('a feature that is switched off is read no more', async ({ assert }) => {
    const channel = await polledChannel(simulator, { features: ['followers', 'roles'] })
    await channel.turn()
    await testSql().run(`DELETE FROM channel_features WHERE feature = 'roles'`)
    await channel.turn()
    const rows = await db.from('channel_polls').select('subject')
    assert.deepEqual(
      rows.map(({ subject }) => subject),
      ['followers']
    )
  })

  test('what another process reads is left to it until that has ended', async ({ assert }) => {
    const channel = await polledChannel(simulator)
    await testSql().run(
      `INSERT INTO ownerships (resource, owner, expires_at)
       VALUES ($1, 'another', clock_timestamp() + interval '1 minute')`,
      [`polling:${channel.streamerId}`]
    )
    await channel.turn()
    assert.equal(await pages(), 0)

    await testSql().run(`UPDATE ownerships SET expires_at = '-infinity'`)
    await channel.turn()
    assert.equal(await pages(), 1)
  })

  test('more channels than are read side by side are all read', async ({ assert }) => {
    const channel = await polledChannel(simulator)
    const campaign = await createCampaign(testSql())
    for (const login of crowd(20, 'streamer')) {
      const { user } = await createStreamer(simulator, login, { scopes: AUDIENCE_SCOPES })
      await createMember(testSql(), campaign.id, user.id, 'streamer')
    }
    await testSql().run(
      `INSERT INTO channel_features (streamer_id, feature)
       SELECT user_id, 'followers' FROM campaign_members WHERE role = 'streamer' ON CONFLICT DO NOTHING`
    )
    await channel.turn()
    const read = await db.from('channel_polls').whereNotNull('finished_at')
    assert.lengthOf(read, 21)
    assert.equal(await pages(), 21)
  })

  test('two that read one list at once do no harm', async ({ assert }) => {
    const channel = await polledChannel(simulator)
    await channel.all('follow', crowd(220))
    await channel.turn()
    await channel.all('unfollow', crowd(10))
    await channel.all('follow', crowd(10, 'new'))
    await askAgain(channel.streamerId)

    // The same process by its name, so both own it.
    const others = await Promise.all([1, 2, 3].map(() => app.container.make(Poller)))
    await Promise.all(others.map((one) => one.turn()))
    await Promise.all(others.map((one) => one.idle()))

    const { now, gone } = await follows()
    assert.sameMembers(now, [...crowd(220).slice(10), ...crowd(10, 'new')])
    assert.deepEqual(gone, crowd(10))
    const kinds = (await told()).map(([kind]) => kind)
    assert.lengthOf(
      kinds.filter((kind) => kind === 'follow'),
      10
    )
    assert.lengthOf(
      kinds.filter((kind) => kind === 'unfollow'),
      10
    )
    assert.isNull((await channel.row()).pass_began_at)
  })

  test('stays within the rate limit, however much there is to ask', async ({ assert, cleanup }) => {
    const channel = await polledChannel(simulator)
    await channel.all('follow', crowd(60))
    await channel.turn()
    await channel.all('unfollow', crowd(60))
    await askAgain(channel.streamerId)
    await simulator.control('POST', '/settings', { rateLimitPerMinute: 20 })
    await simulator.control('DELETE', '/counters')
    cleanup(() => simulator.control('POST', '/settings', { rateLimitPerMinute: 0 }))

    /** Time passes here and on Twitch at once. */
    class SharedClock extends FastClock {
      override async wait(milliseconds: number): Promise<void> {
        await super.wait(milliseconds)
        await simulator.control('POST', '/clock', { advanceMs: milliseconds })
      }
    }
    const clock = new SharedClock()
    const began = clock.millis()
    const guard = new RateGuard(clock)
    const client = new TwitchClient(await app.container.make(TwitchAuthProvider), guard)
    const lists = new AudienceLists(
      new AudienceApi(client, guard),
      new StateFollowers(),
      new StateSubscribers(),
      new StateRoles()
    )
    const pass = await takeUp(testSql(), channel.streamerId, clock.now().toJSDate())
    assert.isNotNull(pass)
    if (pass) {
      const isOurs = async () => true
      await new RunPass(lists, clock).execute(testSql(), pass, isOurs, new AbortController().signal)
    }

    const { calls } = await simulator.control<Calls>('GET', '/counters')
    assert.deepEqual(calls['GET /channels/followers']?.byStatus, { 200: 61 })
    assert.lengthOf((await follows()).gone, 60)
    assert.isAbove(clock.millis() - began, 2 * MINUTE)
  })
})
