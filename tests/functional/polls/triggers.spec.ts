import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { PollListener } from '#polls/ports'
import { TellTriggers } from '#polls/work/tell_triggers'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createEvent, createInstance, testSql } from '#tests/support/fixtures'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { executionsOf, instance, openTable, statusOf } from '../gamification/game.js'
import { letTimePass, PollStage, say, stateOf, work } from './poll_stage.js'

const USERS = ['mira', 'tarn'].map((login) => ({ login, broadcasterType: 'affiliate' as const }))
const REACHED = { progress: 10, armed_at: new Date(), status: 'armed' }

test.group('Polls | what they set off', (group) => {
  let simulator: TwitchSimulator
  let stage: PollStage

  group.setup(async () => {
    simulator = await TwitchSimulator.start({ users: USERS })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
    stage = await PollStage.open(simulator, [
      { login: 'mira', features: ['chat'] },
      { login: 'tarn', features: ['chat'] },
    ])
    await openTable(testSql(), stage.campaignId)
  })

  const event = (settings: object, kind = 'individual') =>
    createEvent(testSql(), stage.campaignId, {
      event: {
        kind,
        trigger_id: 'poll_vote',
        trigger_settings: JSON.stringify(settings),
        action_id: 'chat_message',
        action_settings: JSON.stringify({ message: 'The crowd has spoken' }),
      },
    })
  const goal = (eventId: string, login: string | null) => {
    const streamerId = login && stage.channel(login).streamerId
    return createInstance(testSql(), { campaignId: stage.campaignId, eventId, streamerId }, REACHED)
  }
  const vote = (viewer: string, option: number) =>
    say(stage.channel('mira').channelId, viewer, `!${option}`)

  /** As two workers do it at the same time, and again a second later. */
  async function tell() {
    for (let turn = 0; turn < 2; turn++) {
      await testSql().run(`UPDATE polls SET told_at = '-infinity'`)
      const workers = await Promise.all([1, 2].map(() => app.container.make(TellTriggers)))
      await Promise.all(workers.map((worker) => worker.execute()))
    }
  }

  test('each streamer’s own goal, once, and nobody else’s', async ({ assert }) => {
    const wanted = await event({ option: 'Talk', threshold: 2 })
    const goals = { mira: await goal(wanted, 'mira'), tarn: await goal(wanted, 'tarn') }
    const other = await goal(await event({ option: 'Flee', threshold: 1 }), 'mira')
    await stage.ask()
    await vote('ada', 2)
    await tell()
    assert.equal(await statusOf(goals.mira), 'armed')

    await vote('bo', 2)
    await tell()
    for (const id of [goals.mira, goals.tarn]) {
      assert.equal(await statusOf(id), 'executing')
      assert.lengthOf(await executionsOf(id), 1)
    }
    assert.equal(await statusOf(other), 'armed')

    // The next goal of the event waits for another poll.
    await testSql().run(
      `UPDATE instances SET version = version + 1, status = 'completed', reason = 'completed',
         ended_at = now() WHERE id = $1`,
      [goals.mira]
    )
    const next = await goal(wanted, 'mira')
    await vote('cy', 2)
    await tell()
    await letTimePass()
    await work(2)
    assert.equal(await statusOf(next), 'armed')
  })

  test('at the end only, when that is what it waits for; a tie counts for both', async ({
    assert,
  }) => {
    const half = { threshold: 50, counted: 'percent', when: 'end' }
    const first = await goal(await event({ option: 'Attack', ...half }, 'group'), null)
    const second = await goal(await event({ option: 'Talk', ...half }, 'group'), null)
    const id = await stage.ask()
    await vote('ada', 1)
    await vote('bo', 2)
    await tell()
    assert.equal(await statusOf(first), 'armed')

    await letTimePass()
    await Promise.all([work(2), work(2)])
    assert.equal((await stateOf(id)).status, 'ended')
    for (const ended of [first, second]) {
      assert.equal(await statusOf(ended), 'executing')
      assert.lengthOf(await executionsOf(ended), 1)
    }
    const { trigger_facts: facts } = await instance(second)
    assert.deepInclude(facts?.poll, { option: 'Talk', votes: 1, total: 2 })
  })

  test('nothing without a vote, during a break, or by what was cancelled', async ({ assert }) => {
    const wanted = await event({ option: 'Attack', threshold: 1 }, 'group')
    const waiting = await goal(wanted, null)
    await stage.ask()
    await letTimePass()
    await work()
    assert.equal(await statusOf(waiting), 'armed')

    await testSql().run('UPDATE campaigns SET break_since = now()')
    await stage.ask()
    await vote('ada', 1)
    await tell()
    assert.equal(await statusOf(waiting), 'armed')
    await letTimePass()
    await work()

    // It was decided during the break: what has waited for it is set off afterwards.
    await testSql().run('UPDATE campaigns SET break_since = NULL')
    await tell()
    assert.equal(await statusOf(waiting), 'executing')

    const other = await goal(await event({ option: 'Attack', threshold: 1 }, 'group'), null)
    const cancelled = await stage.ask()
    await vote('ada', 1)
    await stage.cancel(cancelled)
    await tell()
    await work()
    assert.equal(await statusOf(other), 'armed')
  })

  test('opens each streamer’s own race, once', async ({ assert }) => {
    const eventId = await event({ option: 'Talk', threshold: 1 })
    await testSql().run(`UPDATE gamification_events SET mode = 'open' WHERE id = $1`, [eventId])
    for (const login of ['mira', 'tarn']) {
      await testSql().run(
        `INSERT INTO streamer_configs (event_id, streamer_id, is_enabled) VALUES ($1, $2, true)`,
        [eventId, stage.channel(login).streamerId]
      )
    }
    await stage.ask()
    await vote('ada', 2)
    await tell()

    const opened = await testSql().run<{ streamer_id: string }>(
      'SELECT streamer_id FROM instances WHERE event_id = $1',
      [eventId]
    )
    assert.sameMembers(
      opened.map(({ streamer_id: id }) => id),
      ['mira', 'tarn'].map((login) => stage.channel(login).streamerId)
    )
  })

  test('a listener that fails holds up no other poll', async ({ assert, cleanup }) => {
    const heard: string[] = []
    class Picky extends PollListener {
      async onPoll(...[, { question }]: Parameters<PollListener['onPoll']>) {
        if (question === 'Broken?') throw new Error('Not this one')
        heard.push(question)
        return true
      }
    }
    app.container.swap(PollListener, () => new Picky())
    cleanup(() => app.container.restore(PollListener))
    const other = await createCampaign(testSql())
    for (const [campaignId, question] of [
      [stage.campaignId, 'Broken?'],
      [other.id, 'Fine?'],
    ]) {
      await testSql().run(
        `INSERT INTO polls (id, campaign_id, question, options, duration_seconds, started_at,
           ends_at, version)
         VALUES (gen_random_uuid(), $1, $2, '{A,B}', 60, now(), now() + interval '1 minute', 1)`,
        [campaignId ?? null, question ?? null]
      )
    }
    await testSql().run(
      `UPDATE polls SET told_version = 0, told_at = now() - interval '1 minute'
         - CASE question WHEN 'Broken?' THEN interval '1 minute' ELSE '0' END`
    )
    const worker = await app.container.make(TellTriggers)

    assert.isTrue(await worker.execute())
    assert.isTrue(await worker.execute())
    assert.isFalse(await worker.execute())
    assert.deepEqual(heard, ['Fine?'])
  })
})
