import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { SampleViewers } from '#channels/sample_viewers'
import { RecordStreamState } from '#channels/record_stream_state'
import { KeepStreams } from '#channels/streams/keep_streams'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { FastClock } from '#tests/support/fast_clock'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

const HALF_MINUTE = 30_000

interface SessionRow {
  id: string
  twitch_stream_id: string
  started_at: Date
  start_source: string
  ended_at: Date | null
  end_source: string | null
  title: string
  category: string
}

test.group('Streams and their viewers', (group) => {
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
    await emptyDatabase()
  })

  /** Mira's channel, and samples of it by a clock that moves when told to, here and on Twitch. */
  async function channel() {
    const clock = new FastClock()
    app.container.swap(Clock, () => clock)
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, user.id, 'streamer')
    const sampler = await app.container.make(SampleViewers)
    const keep = await app.container.make(KeepStreams)
    const pass = async (milliseconds: number) => {
      await clock.wait(milliseconds)
      await simulator.control('POST', '/clock', { advanceMs: milliseconds })
    }
    return {
      clock,
      twitchId,
      pass,
      sample: () => sampler.execute(),
      /** Twitch's list does not have the stream at the moment. */
      forgotten: () => keep.execute(clock.now().toJSDate(), [twitchId], new Map()),
      live: (live: boolean, viewerCount = 0) =>
        simulator.control('POST', '/live', { broadcaster: 'mira', live, viewerCount }),
    }
  }

  const sessions = (): Promise<SessionRow[]> => db.from('stream_sessions').orderBy('started_at')
  const samples = async () => {
    const rows = await db.from('stream_samples').orderBy('at')
    return rows.map(({ viewers }) => viewers)
  }
  const near = (time: Date | null | undefined, millis: number) =>
    time && Math.abs(time.getTime() - millis) < 3_000

  test('are kept from beginning to end although no event told of either', async ({ assert }) => {
    const { clock, pass, sample, live } = await channel()
    const startedAt = clock.millis()
    await live(true, 12)
    await simulator.control('POST', '/channel', {
      broadcaster: 'mira',
      title: 'The Sunken Crown, part 3',
      categoryName: 'Tabletop RPGs',
    })
    await pass(HALF_MINUTE)
    await sample()
    await simulator.control('POST', '/viewers', { broadcaster: 'mira', viewerCount: 20 })
    await pass(HALF_MINUTE)
    await sample()

    const [session] = await sessions()
    assert.containsSubset(session, {
      start_source: 'twitch.poll',
      ended_at: null,
      title: 'The Sunken Crown, part 3',
      category: 'Tabletop RPGs',
    })
    assert.isTrue(near(session?.started_at, startedAt))
    assert.deepEqual(await samples(), [12, 20])

    await live(false)
    const endedAt = clock.millis()
    await pass(HALF_MINUTE)
    await sample()
    assert.isNull((await sessions())[0]?.ended_at)
    await pass(4 * HALF_MINUTE)
    await sample()
    const [over] = await sessions()
    assert.equal(over?.end_source, 'inferred')
    assert.isTrue(near(over?.ended_at, endedAt), 'when it was last met')
    assert.deepEqual(await samples(), [12, 20])
  })

  test('a list that forgets a stream for a minute does not split it', async ({ assert }) => {
    const { pass, sample, forgotten, live } = await channel()
    await live(true, 5)
    await sample()
    for (let time = 0; time < 3; time++) {
      await pass(HALF_MINUTE)
      await forgotten()
    }
    await pass(HALF_MINUTE)
    await sample()
    assert.lengthOf(await sessions(), 1)
    assert.isNull((await sessions())[0]?.ended_at)
    assert.deepEqual(await samples(), [5, 5])

    // Longer than patience lasts, and yet the same stream.
    await pass(6 * HALF_MINUTE)
    await forgotten()
    assert.isNotNull((await sessions())[0]?.ended_at)
    await pass(HALF_MINUTE)
    await sample()
    assert.lengthOf(await sessions(), 1)
    assert.isNull((await sessions())[0]?.ended_at)
  })

  test('one that ended and another that began while nobody looked are two', async ({ assert }) => {
    const { clock, pass, sample, live } = await channel()
    await live(true, 5)
    await sample()
    const lastMet = clock.millis()
    await pass(3_600_000)
    await live(false)
    await pass(60_000)
    await live(true, 8)
    await pass(HALF_MINUTE)
    await sample()

    const [first, second] = await sessions()
    assert.isTrue(near(first?.ended_at, lastMet), 'nobody knows how much longer it went on')
    assert.isNull(second?.ended_at)
    assert.isTrue(near(second?.started_at, clock.millis() - HALF_MINUTE))
    assert.notEqual(first?.twitch_stream_id, second?.twitch_stream_id)
    assert.deepEqual(await samples(), [5, 8])
  })

  test('a list that is behind the events is not believed', async ({ assert }) => {
    const { twitchId, sample, live } = await channel()
    await live(true, 5)
    await sample()
    await new RecordStreamState().execute([
      { twitchId, isLive: false, startedAt: null, viewerCount: null },
    ])
    await testSql().run(
      `UPDATE stream_sessions SET ended_at = now(), end_source = 'twitch.eventsub', seen_at = NULL`
    )
    await sample()
    assert.isNotNull((await sessions())[0]?.ended_at)
  })

  test('several processes and turns in one half minute leave one sample', async ({ assert }) => {
    const { sample, live } = await channel()
    await live(true, 5)
    await Promise.all([sample(), sample(), sample()])
    assert.lengthOf(await sessions(), 1)
    assert.isAtMost((await samples()).length, 2, 'a half minute may just have begun')
  })

  test('a failed call says nothing', async ({ assert }) => {
    const { pass, sample, live } = await channel()
    await live(true, 5)
    await sample()
    await pass(10 * HALF_MINUTE)
    await simulator.control('POST', '/faults/http', { path: '/streams', status: 503, times: 1 })
    await assert.rejects(sample)
    assert.isNull((await sessions())[0]?.ended_at)
  })
})
