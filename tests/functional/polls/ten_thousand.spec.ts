import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { TellTriggers } from '#polls/work/tell_triggers'
import { createEvent, createInstance, testSql } from '#tests/support/fixtures'
import { emptyDatabase } from '#tests/support/database'
import { listenByWebSocket } from '#tests/support/events/listen'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { commandsOf, executionsOf, instance, openTable, statusOf } from '../gamification/game.js'
import { letTimePass, optionsOf, partOf, PollStage, stateOf, work } from './poll_stage.js'

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

  test('are counted exactly, and set off what waits for them once', async ({ assert }) => {
    const stage = await PollStage.open(simulator, [
      { login: 'mira' },
      { login: 'tarn' },
      { login: 'ilse', features: ['chat'], broadcasterType: '' },
    ])
    await openTable(testSql(), stage.campaignId)
    const waiting = {
      votes: await waitFor(stage, { option: 'Attack', threshold: 3_600 }),
      percent: await waitFor(stage, {
        option: '2',
        threshold: 39,
        counted: 'percent',
        when: 'end',
      }),
      more: await waitFor(stage, { option: 'Flee', threshold: 2_501 }),
    }
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
      await Promise.all([tellTriggers(), tellTriggers()])
      assert.equal(await statusOf(waiting.votes), 'executing')
      assert.equal(await statusOf(waiting.percent), 'armed')

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

      const { trigger_facts: facts } = await instance(waiting.percent)
      assert.deepInclude(facts?.poll, { option: 'Talk', votes: 3_900, total: 10_000 })
      for (const fired of [waiting.votes, waiting.percent]) {
        assert.equal(await statusOf(fired), 'executing')
        assert.lengthOf(await executionsOf(fired), 1)
        assert.lengthOf(await commandsOf(fired), 1)
      }
      assert.equal(await statusOf(waiting.more), 'armed')
    } finally {
      listening.forEach((one) => one.stop())
    }
  }).timeout(90_000)
})

/** A goal of the group that is reached, and waits for the poll. */
async function waitFor({ campaignId }: PollStage, settings: object): Promise<string> {
  const eventId = await createEvent(testSql(), campaignId, {
    event: {
      kind: 'group',
      trigger_id: 'poll_vote',
      trigger_settings: JSON.stringify(settings),
      action_id: 'chat_message',
      action_settings: JSON.stringify({ message: 'The crowd has spoken' }),
    },
  })
  const columns = { progress: 10, armed_at: new Date(), status: 'armed' }
  return createInstance(testSql(), { campaignId, eventId, streamerId: null }, columns)
}

async function tellTriggers(): Promise<void> {
  const triggers = await app.container.make(TellTriggers)
  await triggers.execute()
}

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
