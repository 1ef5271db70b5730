import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { PollListener } from '#polls/ports'
import { emptyDatabase } from '#tests/support/database'
import { listenByWebSocket } from '#tests/support/events/listen'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import {
  letTimePass,
  NewsRecorder,
  optionsOf,
  partOf,
  PollStage,
  stateOf,
  work,
} from './poll_stage.js'

const ON_MIRA = [2_500, 1_000, 500]
const ON_TARN = [500, 2_000, 500]
const IN_CHAT = [600, 900, 1_500]
const TOTALS = [3_600, 3_900, 2_500]
const AT_ONCE = 40

test.group('Polls | three channels, ten thousand votes', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    await emptyDatabase()
    simulator = await TwitchSimulator.start({
      users: [
        { login: 'mira', broadcasterType: 'affiliate', live: true },
        { login: 'tarn', broadcasterType: 'affiliate', live: true },
        { login: 'ilse', broadcasterType: '', live: true },
      ],
    })
    useSimulator(simulator)
    return async () => {
      await simulator.stop()
      await emptyDatabase()
    }
  })

  test('are counted exactly, and the end is told once', async ({ assert }) => {
    const recorder = new NewsRecorder()
    app.container.swap(PollListener, () => recorder)
    const stage = await PollStage.open(simulator, [
      { login: 'mira' },
      { login: 'tarn' },
      { login: 'ilse', features: ['chat'], broadcasterType: '' },
    ])
    const taken: Promise<string>[] = []
    const listening = await Promise.all(
      stage.channels.map((channel) =>
        listenByWebSocket({ simulator, ...channel }, { onTaking: (one) => void taken.push(one) })
      )
    )
    try {
      const id = await stage.ask({ durationSeconds: 600 })
      await work(2)
      await Promise.all([
        voteOnTwitch(stage, 'mira', ON_MIRA),
        voteOnTwitch(stage, 'tarn', ON_TARN),
        writeInChat(stage, 'ilse', IN_CHAT),
      ])
      await until('all votes are there', async () => (await stateOf(id)).total >= 10_000, 40_000)
      await Promise.all(taken)
      assert.deepEqual(optionsOf(await stateOf(id)), TOTALS)

      for (const broadcaster of ['mira', 'tarn']) {
        await simulator.control('POST', '/polls/end', { broadcaster })
      }
      await until('Twitch has told of the ends', async () => {
        const parts = await Promise.all(['mira', 'tarn'].map((login) => partOf(id, login)))
        return parts.every(({ state }) => state === 'ended')
      })
      await letTimePass()
      await Promise.all([work(2), work(2)])

      const poll = await stateOf(id)
      assert.equal(poll.status, 'ended')
      assert.equal(poll.total, 10_000)
      assert.deepEqual(optionsOf(poll), TOTALS)
      assert.deepEqual((await partOf(id, 'ilse')).votes, IN_CHAT)
      assert.deepEqual((await partOf(id, 'mira')).votes, ON_MIRA)
      assert.lengthOf(recorder.ends, 1)
      assert.equal(recorder.ends[0]?.total, 10_000)
    } finally {
      listening.forEach((one) => one.stop())
      app.container.restore(PollListener)
    }
  }).timeout(90_000)
})

/** As Twitch tells it: a frame for every few votes. */
async function voteOnTwitch(stage: PollStage, login: string, votes: number[]): Promise<void> {
  const names = ['Attack', 'Talk', 'Flee']
  for (const [index, count] of votes.entries()) {
    for (let left = count; left > 0; left -= 100) {
      await stage.vote(login, names[index] ?? '', Math.min(100, left))
    }
  }
}

/** Each viewer a message; every tenth changes their mind, which counts for nothing, and some just talk. */
async function writeInChat(stage: PollStage, broadcaster: string, votes: number[]): Promise<void> {
  const lines = votes.flatMap((count, option) =>
    Array.from({ length: count }, (_, viewer) => {
      const name = `viewer_${option}_${viewer}`
      const vote = { viewer: name, message: viewer % 2 ? `!${option + 1}` : `!${option + 1} go go` }
      const again = { viewer: name, message: `!${((option + 1) % 3) + 1}` }
      const talk = { viewer: name, message: 'What a night!' }
      return viewer % 10 === 0 ? [vote, again, talk] : [vote]
    })
  )
  const queue = lines.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const own of queue) {
        for (const line of own) {
          await stage.simulator.control('POST', '/chat', { broadcaster, ...line })
        }
      }
    })
  )
}
