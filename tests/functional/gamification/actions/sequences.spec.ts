import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { GamificationService } from '#gamification/gamification_service'
import { ExecuteSteps } from '#gamification/lifecycle/execute_steps'
import { forgetLimits } from '#tests/functional/foundry/support'
import { testSql } from '#tests/support/fixtures'
import {
  commandsOf,
  executionResult,
  expireDue,
  reasonOf,
  settled,
  statusOf,
} from '#tests/functional/gamification/game'
import { reached, runOut } from '#tests/functional/gamification/actions/playing_table'

const sound = (id: string, delaySeconds = 0) => ({
  actionId: 'play_sound',
  settings: { sound: { id, name: id } },
  delaySeconds,
})
const GOOD = 'list.thunder'
const GONE = 'list.gone'
const said = { actionId: 'chat_message', settings: { message: 'Boom' }, delaySeconds: 0 }

const steps = async () => (await app.container.make(ExecuteSteps)).execute()

/** Lets the pauses of a sequence be over. */
const elapse = (id: string) =>
  testSql().run(
    `UPDATE execution_steps SET due_at = now() - interval '1 second'
     WHERE instance_id = $1 AND due_at IS NOT NULL`,
    [id]
  )

const statuses = async (id: string) => {
  const rows = await testSql().run<{ status: string }>(
    'SELECT status FROM execution_steps WHERE instance_id = $1 ORDER BY position',
    [id]
  )
  return rows.map(({ status }) => status)
}

test.group('A sequence of actions', (group) => {
  group.each.setup(() => forgetLimits())

  test('orders each part when the one before has been answered, after its pause', async ({
    assert,
  }) => {
    const { table, id, redemptions } = await reached('custom', {
      steps: [sound(GOOD), said, sound(GOOD, 5)],
    })
    assert.lengthOf(await commandsOf(id), 1)

    await table.play()
    assert.deepEqual(await statuses(id), ['done', 'ordered', 'waiting'])
    await table.play()
    await steps()
    assert.deepEqual(await statuses(id), ['done', 'done', 'waiting'], 'the pause is not over')
    assert.deepEqual(await settled(redemptions), ['counted -'])

    await elapse(id)
    await Promise.all([steps(), steps(), steps()])
    assert.lengthOf(await commandsOf(id), 3)
    await table.play()

    assert.deepEqual(table.world.played, [GOOD, GOOD])
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
    const result = await executionResult(id)
    assert.equal(
      result?.message,
      'list.thunder was heard. The message is on the table. list.thunder was heard.'
    )
    assert.deepEqual(result?.steps, [
      { action: 'Play a sound', status: 'done', message: 'list.thunder was heard.' },
      { action: 'Message at the table', status: 'done', message: 'The message is on the table.' },
      { action: 'Play a sound', status: 'done', message: 'list.thunder was heard.' },
    ])
  })

  test('goes on after a part that failed; partly done counts, and says which part', async ({
    assert,
  }) => {
    const { table, id, redemptions } = await reached('custom', { steps: [sound(GONE), said] })
    await table.play()
    await table.play()

    assert.deepEqual(await statuses(id), ['failed', 'done'])
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
    assert.equal(
      (await executionResult(id))?.message,
      '1 of 2 parts happened. The message is on the table. ' +
        'Left out: Play a sound (No playlist of this world has that sound.).'
    )
  })

  test('with nothing done refunds, with the words of the last part', async ({ assert }) => {
    const { table, id, redemptions } = await reached('custom', {
      steps: [sound(GONE), { ...sound(GONE), actionId: 'teleport' }],
    })
    await table.play()

    assert.deepEqual(await statuses(id), ['failed', 'failed'])
    assert.deepEqual(await settled(redemptions), ['refund_pending action_failed'])
  })

  test('ends with a table that does not answer: what happened before counts', async ({
    assert,
  }) => {
    const { stage, table, id, redemptions } = await reached('custom', {
      steps: [said, sound(GOOD), sound(GOOD)],
    })
    await table.play()
    await runOut(stage.campaignId)

    assert.deepEqual(await statuses(id), ['done', 'failed', 'left_out'])
    assert.equal(await statusOf(id), 'completed')
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
  })

  test('without an answer to the first part refunds', async ({ assert }) => {
    const { stage, id, redemptions } = await reached('custom', { steps: [said, said] })
    await runOut(stage.campaignId)

    assert.equal(await reasonOf(id), 'action_expired')
    assert.deepEqual(await settled(redemptions), ['refund_pending action_expired'])
  })

  test('waits for the table after a pause, and ends when that takes too long', async ({
    assert,
  }) => {
    const { table, id } = await reached('custom', { steps: [said, sound(GOOD, 5)] })
    await table.play()
    await elapse(id)
    await table.tab.beat({ release: true })
    await steps()
    assert.deepEqual(await statuses(id), ['done', 'waiting'])

    await testSql().run('UPDATE executions SET deadline_at = now() WHERE instance_id = $1', [id])
    await expireDue()

    assert.deepEqual(await statuses(id), ['done', 'left_out'])
    assert.equal(await statusOf(id), 'completed')
  })

  test('stopped in a pause: what happened counts, nothing more does', async ({ assert }) => {
    const { stage, table, id, redemptions } = await reached('custom', {
      steps: [said, sound(GOOD, 5)],
    })
    await table.play()
    const game = await app.container.make(GamificationService)
    await game.panic(stage.campaignId)

    assert.deepEqual(await statuses(id), ['done', 'left_out'])
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
    await game.resume(stage.campaignId)
    await elapse(id)
    await steps()
    assert.lengthOf(await commandsOf(id), 1)
  })

  test('stopped before anything happened: refunded', async ({ assert }) => {
    const { stage, id, redemptions } = await reached('custom', { steps: [sound(GOOD, 5)] })
    assert.lengthOf(await commandsOf(id), 0)
    const game = await app.container.make(GamificationService)
    await game.panic(stage.campaignId)

    assert.deepEqual(await settled(redemptions), ['refund_pending panic'])
  })

  test('unclear in the middle: the GM says, and it goes on', async ({ assert }) => {
    const { stage, table, id, redemptions } = await reached('custom', {
      steps: [sound(GOOD), said],
    })
    const { body } = await table.tab.pull()
    await table.tab.result(body.commands[0]?.id ?? '', { status: 'uncertain' })
    assert.deepEqual(await statuses(id), ['ordered', 'waiting'])

    const game = await app.container.make(GamificationService)
    const gm = { id: stage.ownerId, displayName: 'Mira' }
    await game.decide({ campaignId: stage.campaignId, instanceId: id }, gm, false)
    assert.deepEqual(await statuses(id), ['failed', 'ordered'])
    await table.play()

    assert.deepEqual(await statuses(id), ['failed', 'done'])
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
  })
})
