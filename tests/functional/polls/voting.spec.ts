import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { ArchiveCampaign } from '#campaigns/archive_campaign'
import { EndMembership } from '#campaigns/end_membership'
import { GamificationService } from '#gamification/gamification_service'
import { PollListener } from '#polls/ports'
import { TellTriggers } from '#polls/work/tell_triggers'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import {
  happen,
  letTimePass,
  NewsRecorder,
  optionsOf,
  partOf,
  PollStage,
  say,
  stateOf,
  work,
} from './poll_stage.js'

const USERS = ['mira', 'tarn'].map((login) => ({ login, broadcasterType: 'affiliate' as const }))

test.group('Polls | votes', (group) => {
  let simulator: TwitchSimulator
  let recorder: NewsRecorder

  group.setup(async () => {
    simulator = await TwitchSimulator.start({ users: USERS })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
    recorder = new NewsRecorder()
    app.container.swap(PollListener, () => recorder)
    return () => app.container.restore(PollListener)
  })

  const chatOnly = () => PollStage.open(simulator, [{ login: 'mira', features: ['chat'] }])
  const both = () =>
    PollStage.open(simulator, [{ login: 'mira', features: ['chat'] }, { login: 'tarn' }])

  test('one vote a viewer in chat, the first, also with words after it', async ({ assert }) => {
    const stage = await chatOnly()
    const id = await stage.ask()
    const { channelId } = stage.channel('mira')
    await say(channelId, 'ada', '!2 of course')
    await say(channelId, 'ada', '!1')
    await Promise.all([say(channelId, 'bo', '!3'), say(channelId, 'bo', '!1')])
    await say(channelId, 'cy', '  !2')

    const poll = await stateOf(id)
    assert.equal(poll.total, 3)
    assert.equal(poll.options[1]?.votes, 2)
  })

  test('of channels that share their chats a vote counts where it was written', async ({
    assert,
  }) => {
    const stage = await chatOnly()
    const id = await stage.ask()
    const { channelId } = stage.channel('mira')
    await say(channelId, 'ada', '!2', new Date(), '999')
    await say(channelId, 'bo', '!2', new Date(), channelId)

    assert.equal((await stateOf(id)).total, 1)
  })

  test('what is no vote: “{self}”')
    .with(['!4', '!0', '!', '!1fight', '1', 'I say !1', '!22', '!one', '! 1', ''])
    .run(async ({ assert }, text) => {
      const stage = await chatOnly()
      const id = await stage.ask()
      await say(stage.channel('mira').channelId, 'ada', text)
      assert.equal((await stateOf(id)).total, 0)
    })

  test('what is no vote costs no statement', async ({ assert }) => {
    const stage = await chatOnly()
    await stage.ask()
    const statements: string[] = []
    const { client } = db.connection().getWriteClient()
    const note = ({ sql }: { sql: string }) => statements.push(sql)
    client.on('query', note)
    const acquire = client.acquireConnection
    client.acquireConnection = () => {
      statements.push('a connection')
      return acquire.call(client)
    }
    try {
      await say(stage.channel('mira').channelId, 'ada', 'What a night!')
      assert.deepEqual(statements, [])
    } finally {
      client.acquireConnection = acquire
      client.removeListener('query', note)
    }
  })

  test('the same viewer may vote on each channel, and nobody where nothing is asked', async ({
    assert,
  }) => {
    const stage = await PollStage.open(simulator, [
      { login: 'mira', features: ['chat'] },
      { login: 'tarn', features: ['chat'] },
    ])
    const id = await stage.ask()
    for (const login of ['mira', 'tarn']) {
      await say(stage.channel(login).channelId, 'ada', '!1')
    }
    await say('somewhere-else', 'ada', '!1')
    assert.equal((await stateOf(id)).total, 2)
  })

  test('a vote from before or after the poll does not count', async ({ assert }) => {
    const stage = await chatOnly()
    const id = await stage.ask()
    const { channelId } = stage.channel('mira')
    await say(channelId, 'ada', '!1', new Date(Date.now() - 60_000))
    await say(channelId, 'bo', '!1', new Date(Date.now() + 90_000))
    assert.equal((await stateOf(id)).total, 0)
  })

  test('votes that come at the same moment in several processes are all counted', async ({
    assert,
  }) => {
    const stage = await chatOnly()
    const id = await stage.ask()
    const { channelId: channel } = stage.channel('mira')
    const { countChatVotes } = await import('#polls/votes/count_chat_votes')
    const { transact } = await import('#core/transact')
    const lot = (from: number) =>
      Array.from({ length: 50 }, (_, index) => ({
        channel,
        voter: `viewer ${from + index}`,
        option: 1 + (index % 3),
        at: new Date(),
      }))
    // Each lot shares half of its viewers with the next.
    await Promise.all(
      [0, 25, 50, 75, 100, 0].map((from) => transact((sql) => countChatVotes(sql, lot(from))))
    )
    assert.equal((await stateOf(id)).total, 150)
  })

  test('Twitch’s numbers only rise, whatever comes late or twice', async ({ assert }) => {
    const stage = await PollStage.open(simulator, [{ login: 'tarn' }])
    const id = await stage.ask()
    await work()
    const { channelId } = stage.channel('tarn')
    const [row] = await testSql().run<{ twitch_poll_id: string; choice_ids: string[] }>(
      'SELECT twitch_poll_id, choice_ids FROM poll_channels'
    )
    if (!row) throw new Error('There is no part')
    const told = (votes: number[]) => ({
      pollId: row.twitch_poll_id,
      title: '',
      // In whatever order.
      choices: row.choice_ids
        .map((choice, index) => ({
          id: choice,
          title: '',
          votes: votes[index] ?? 0,
          channelPointsVotes: 0,
        }))
        .reverse(),
      startedAt: new Date(),
      endsAt: new Date(),
    })
    await happen('poll_progressed', channelId, told([5, 2, 0]))
    await happen('poll_progressed', channelId, told([3, 1, 0]))
    await happen('poll_progressed', channelId, told([5, 2, 0]))
    const before = await stateOf(id)
    assert.deepEqual(optionsOf(before), [5, 2, 0])

    await happen('poll_ended', channelId, { ...told([6, 2, 1]), status: 'completed' })
    await happen('poll_ended', channelId, { ...told([6, 2, 1]), status: 'archived' })
    await happen('poll_progressed', channelId, told([9, 9, 9]))
    const after = await stateOf(id)
    assert.deepEqual(optionsOf(after), [6, 2, 1])
    assert.equal(after.status, 'ended')
    assert.isAbove(after.version, before.version)
    assert.lengthOf(recorder.ends, 1)
  })

  test('the poll ends with its last channel, and who voted is forgotten', async ({ assert }) => {
    const stage = await both()
    const id = await stage.ask()
    await work()
    await say(stage.channel('mira').channelId, 'ada', '!1')
    await stage.vote('tarn', 'Talk', 1)
    await simulator.control('POST', '/polls/end', { broadcaster: 'tarn' })

    await letTimePass()
    await Promise.all([work(), work(), work()])
    const poll = await stateOf(id)
    assert.equal(poll.status, 'ended')
    // A tie is a tie.
    assert.deepEqual(optionsOf(poll), [1, 1, 0])
    assert.lengthOf(recorder.ends, 1)
    assert.lengthOf(await testSql().run('SELECT FROM poll_votes'), 0)
  })

  test('triggers are told while it runs, at most once a second, and only of what is new', async ({
    assert,
  }) => {
    const stage = await chatOnly()
    await stage.ask()
    const tell = async () => (await app.container.make(TellTriggers)).execute()
    assert.isTrue(await tell())
    await say(stage.channel('mira').channelId, 'ada', '!1')
    assert.isFalse(await tell())
    await testSql().run(`UPDATE polls SET told_at = now() - interval '2 seconds'`)
    assert.isTrue(await tell())
    await testSql().run(`UPDATE polls SET told_at = now() - interval '2 seconds'`)
    assert.isFalse(await tell())
    assert.deepEqual(
      recorder.news.map(({ total, isOver }) => [total, isOver]),
      [
        [0, false],
        [1, false],
      ]
    )
  })

  test('an archived campaign asks nothing any more', async ({ assert }) => {
    const stage = await both()
    const id = await stage.ask()
    await work()
    await (await app.container.make(ArchiveCampaign)).execute(stage.campaignId)
    await work()
    assert.equal((await stateOf(id)).status, 'cancelled')
    assert.equal((await stage.onTwitch('tarn'))[0]?.status, 'ARCHIVED')
    await assert.rejects(() => stage.ask(), /archived/)
  })

  test('“Stop everything” cancels the poll', async ({ assert }) => {
    const stage = await both()
    const id = await stage.ask()
    await work()
    await (await app.container.make(GamificationService)).panic(stage.campaignId)
    assert.equal((await stateOf(id)).status, 'cancelled')
    await assert.rejects(() => stage.ask(), /Everything is stopped/)
  })

  test('a streamer leaves: the votes stay, and the others go on', async ({ assert }) => {
    const stage = await both()
    const id = await stage.ask()
    await work()
    const { channelId, streamerId: userId } = stage.channel('mira')
    await say(channelId, 'ada', '!1')
    const [member] = await testSql().run<{ id: string }>(
      'SELECT id FROM campaign_members WHERE user_id = $1',
      [userId]
    )
    const end = await app.container.make(EndMembership)
    const { campaignId } = stage
    await end.execute({ id: member?.id ?? '', campaignId, userId, role: 'streamer' })

    await testSql().run('UPDATE poll_channels SET next_at = now()')
    await work()
    assert.equal((await partOf(id, 'mira')).state, 'ended')
    const poll = await stateOf(id)
    assert.equal(poll.status, 'running')
    assert.equal(poll.total, 1)
  })
})
