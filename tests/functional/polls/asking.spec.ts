import { test } from '@japa/runner'
import { PollsApi } from '#twitch/api/polls_api'
import app from '@adonisjs/core/services/app'
import { PollRefused } from '#polls/control/poll_refused'
import { PollListener } from '#polls/ports'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { BROADCASTER_SCOPES } from '#tests/support/simulated_channel'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import {
  hurry,
  letTimePass,
  NewsRecorder,
  optionsOf,
  partOf,
  PollStage,
  QUESTION,
  say,
  stateOf,
  work,
} from './poll_stage.js'

const USERS = ['mira', 'tarn', 'ilse'].map((login) => ({
  login,
  broadcasterType: login === 'ilse' ? ('' as const) : ('affiliate' as const),
  live: true,
}))

test.group('Polls | asking on Twitch', (group) => {
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

  const two = () => PollStage.open(simulator, [{ login: 'mira' }, { login: 'tarn' }])

  test('on all channels at once, with the same question', async ({ assert }) => {
    const stage = await two()
    const id = await stage.ask()
    await work()

    for (const login of ['mira', 'tarn']) {
      const polls = await stage.onTwitch(login)
      assert.deepEqual(
        polls.map(({ title, status }) => [title, status]),
        [[QUESTION.question, 'ACTIVE']]
      )
      assert.equal((await partOf(id, login)).state, 'running')
    }
  })

  test('two workers ask once', async ({ assert }) => {
    const stage = await two()
    await stage.ask()
    await work(4)
    assert.lengthOf(await stage.onTwitch('mira'), 1)
    assert.lengthOf(await stage.onTwitch('tarn'), 1)
  })

  test('who dies between Twitch’s answer and the commit is followed by who finds the poll', async ({
    assert,
  }) => {
    const stage = await two()
    const id = await stage.ask()
    const api = await app.container.make(PollsApi)
    // Twitch has made it, and nobody has written that down.
    await testSql().run(
      `UPDATE poll_channels SET attempts = 1, next_at = now() + interval '30 seconds'
       WHERE broadcaster_id = $1`,
      [stage.channel('mira').channelId]
    )
    const { question: title, options: choices } = QUESTION
    const lost = await api.create(stage.channel('mira').channelId, { title, choices, seconds: 60 })
    await work()
    assert.equal((await partOf(id, 'mira')).state, 'starting')

    await hurry()
    await work()
    const [row] = await testSql().run<{ twitch_poll_id: string }>(
      'SELECT twitch_poll_id FROM poll_channels WHERE broadcaster_id = $1',
      [stage.channel('mira').channelId]
    )
    assert.equal(row?.twitch_poll_id, lost.id)
    assert.lengthOf(await stage.onTwitch('mira'), 1)
    assert.equal((await partOf(id, 'mira')).state, 'running')
  })

  test('another poll on the channel: a sentence there, and the others go on', async ({
    assert,
  }) => {
    const stage = await two()
    const { mira, channelId } = stage.channel('mira')
    const foreign = { title: 'Pizza?', choices: [{ title: 'Yes' }, { title: 'No' }], duration: 60 }
    await mira.post('polls', {}, { broadcaster_id: channelId, ...foreign })

    const id = await stage.ask()
    await work()
    const part = await partOf(id, 'mira')
    assert.equal(part.state, 'failed')
    assert.match(part.problem ?? '', /^Another poll is running on this channel/)
    assert.equal((await partOf(id, 'tarn')).state, 'running')
    assert.equal((await stage.onTwitch('mira')).filter((p) => p.status === 'ACTIVE').length, 1)
  })

  test('another poll on each channel: it ends at once, and each says why', async ({ assert }) => {
    const stage = await PollStage.open(simulator, [{ login: 'mira' }])
    const { mira, channelId } = stage.channel('mira')
    const foreign = { title: 'Pizza?', choices: [{ title: 'Yes' }, { title: 'No' }], duration: 60 }
    await mira.post('polls', {}, { broadcaster_id: channelId, ...foreign })
    const id = await stage.ask()
    await work()
    assert.equal((await stateOf(id)).status, 'ended')
    assert.match((await partOf(id, 'mira')).problem ?? '', /^Another poll is running/)
    assert.deepEqual(
      recorder.ends.map(({ total }) => total),
      [0]
    )
  })

  test('a lost end is asked for, and the poll ends once', async ({ assert }) => {
    const stage = await two()
    const id = await stage.ask()
    await work()
    await stage.vote('mira', 'Talk', 30)
    await stage.vote('tarn', 'Flee', 12)
    for (const broadcaster of ['mira', 'tarn']) {
      await simulator.control('POST', '/polls/end', { broadcaster })
    }
    assert.equal((await stateOf(id)).status, 'running')

    await letTimePass()
    await work(2)
    const poll = await stateOf(id)
    assert.equal(poll.status, 'ended')
    assert.deepEqual(optionsOf(poll), [0, 30, 12])
    assert.equal(recorder.ends.length, 1)
    assert.equal(recorder.committed, recorder.news.length)
    assert.deepInclude(recorder.ends[0], { pollId: id, total: 42, isOver: true })

    await hurry()
    await work(2)
    assert.equal(recorder.ends.length, 1)
  })

  test('ended early: the result counts, and Twitch shows it', async ({ assert }) => {
    const stage = await two()
    const id = await stage.ask()
    await work()
    await stage.vote('mira', 'Attack', 5)
    await stage.end(id)
    await work()

    const poll = await stateOf(id)
    assert.equal(poll.status, 'ended')
    assert.equal(poll.total, 5)
    assert.equal((await stage.onTwitch('mira'))[0]?.status, 'TERMINATED')
    assert.lengthOf(recorder.ends, 1)
    await assert.rejects(() => stage.end(id), 'This poll is over already.')
  })

  test('cancelled: hidden on Twitch, and nothing follows', async ({ assert }) => {
    const stage = await two()
    const id = await stage.ask()
    await work()
    await stage.cancel(id)
    assert.equal((await stateOf(id)).status, 'cancelled')
    await work()
    assert.equal((await stage.onTwitch('tarn'))[0]?.status, 'ARCHIVED')
    assert.equal((await partOf(id, 'tarn')).state, 'ended')
    assert.lengthOf(recorder.ends, 0)

    // The channels are free again.
    await stage.ask()
    await work()
    assert.equal((await stage.onTwitch('tarn'))[0]?.status, 'ACTIVE')
  })

  test('cancelled while Twitch is being asked: what it made is taken down', async ({ assert }) => {
    const stage = await two()
    const id = await stage.ask()
    const api = await app.container.make(PollsApi)
    const { question: title, options: choices } = QUESTION
    await testSql().run(
      `UPDATE poll_channels SET attempts = 1, next_at = now() + interval '1 hour'`
    )
    await api.create(stage.channel('mira').channelId, { title, choices, seconds: 60 })
    await stage.cancel(id)

    await hurry()
    await work()
    assert.equal((await stage.onTwitch('mira'))[0]?.status, 'ARCHIVED')
    assert.lengthOf(await stage.onTwitch('tarn'), 0)
    assert.equal((await partOf(id, 'tarn')).state, 'ended')
  })

  test('Twitch is away for a while, and loses an answer: it is asked again, and has asked once', async ({
    assert,
  }) => {
    const stage = await PollStage.open(simulator, [{ login: 'mira' }])
    const id = await stage.ask()
    const fault = { method: 'POST', path: '/mock/polls', status: 500, times: 1 }
    await simulator.control('POST', '/faults/http', fault)
    await work()
    await simulator.control('POST', '/faults/http', { ...fault, applied: true })
    await hurry()
    await work()
    assert.equal((await partOf(id, 'mira')).state, 'starting')

    await hurry()
    await work()
    assert.equal((await partOf(id, 'mira')).state, 'running')
    assert.lengthOf(await stage.onTwitch('mira'), 1)
  })

  test('one poll at a time in a campaign, whoever comes at once', async ({ assert }) => {
    const stage = await two()
    const asked = await Promise.allSettled([stage.ask(), stage.ask(), stage.ask()])
    const refused = asked.filter(({ status }) => status === 'rejected')
    assert.lengthOf(refused, 2)
    for (const one of refused) {
      assert.instanceOf('reason' in one && one.reason, PollRefused)
    }
  })

  test('who cannot take part is left out, and told why', async ({ assert }) => {
    const stage = await PollStage.open(simulator, [
      { login: 'mira' },
      { login: 'tarn', features: [] },
      { login: 'ilse', broadcasterType: '' },
    ])
    const id = await stage.ask()
    assert.match((await partOf(id, 'tarn')).problem ?? '', /^Neither “Polls” nor “Chat”/)
    assert.match((await partOf(id, 'ilse')).problem ?? '', /affiliates and partners only/)
    assert.equal((await partOf(id, 'ilse')).method, null)
  })

  test('Twitch has no polls for it after all: its viewers vote in chat, where they can', async ({
    assert,
  }) => {
    // Affiliate when they signed in, and not any more.
    const stage = await PollStage.open(simulator, [
      { login: 'ilse', features: ['polls', 'chat'] },
      { login: 'mira' },
    ])
    const id = await stage.ask()
    assert.equal((await partOf(id, 'ilse')).method, 'twitch')
    await work()
    const part = await partOf(id, 'ilse')
    assert.deepEqual([part.method, part.state], ['chat', 'running'])
    await say(stage.channel('ilse').channelId, 'ada', '!2')
    assert.equal((await partOf(id, 'ilse')).total, 1)

    await testSql().run(`DELETE FROM polls`)
    await testSql().run(`DELETE FROM channel_features WHERE feature = 'chat'`)
    await simulator.control('POST', '/polls/end', { broadcaster: 'mira' })
    const again = await stage.ask()
    await work()
    assert.match((await partOf(again, 'ilse')).problem ?? '', /affiliates and partners only/)
  })

  test('nobody can take part: refused, with each reason', async ({ assert }) => {
    const stage = await PollStage.open(simulator, [
      { login: 'mira', isLive: false },
      { login: 'tarn', scopes: BROADCASTER_SCOPES.filter((scope) => !scope.includes('polls')) },
    ])
    await assert.rejects(
      () => stage.ask(),
      /mira: Does not play this campaign now.*tarn: Twitch has to allow it there/
    )
    assert.lengthOf(await testSql().run('SELECT FROM polls'), 0)
  })
})
