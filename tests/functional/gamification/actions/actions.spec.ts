import { test } from '@japa/runner'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'
import { forgetLimits } from '#tests/functional/foundry/support'
import { testSql } from '#tests/support/fixtures'
import {
  aMessage,
  aRoll,
  attack,
  die,
  type FakeWorld,
} from '#tests/support/foundry_module/fake_world'
import { executionResult, reasonOf, settled, statusOf } from '#tests/functional/gamification/game'
import { reached, runOut, undo } from '#tests/functional/gamification/actions/playing_table'

const aria = { id: 'aria', name: 'Aria Thornwood' }
const nobody = { id: 'nobody', name: 'Nobody' }

const message = () =>
  aMessage({
    id: 'message000000001',
    rolls: [aRoll(20, [die(20, [20])])],
    flags: attack,
  })
const roll: TriggerFacts['roll'] = {
  rollId: '01900000-0000-7000-8000-000000000001',
  messageId: 'message000000001',
  rollIndex: 0,
  actorId: 'aria',
  character: 'Aria Thornwood',
  natural: 20,
  faces: 20,
  total: 25,
  critical: 'success',
}

interface Case {
  actionId: string
  settings: object
  /** Settings with which the table refuses. */
  impossible: object
  facts?: TriggerFacts
  prepare?: (world: FakeWorld) => void
  /** What of the world shows it. */
  look: (world: FakeWorld) => unknown
  before: unknown
  after: unknown
  says: string
  refusal: string
  isUndoable: boolean
}

const hitPoints = ({ actorsThere }: FakeWorld) =>
  Reflect.get(Object(actorsThere[0]?.system.attributes), 'hp')
const naturalOf = ({ messages }: FakeWorld) =>
  Reflect.get(Object(messages[0]?.rolls[0]?.terms), '0')?.results[0].result

const CASES: Case[] = [
  {
    actionId: 'dice_invert',
    settings: {},
    impossible: {},
    facts: { roll },
    prepare: (world) => void world.messages.push(message()),
    look: naturalOf,
    before: 20,
    after: 1,
    says: 'Aria Thornwood’s roll turned from 20 to 1.',
    refusal: 'The roll is no longer in the log.',
    isUndoable: true,
  },
  {
    actionId: 'stat_modify',
    settings: { actor: aria, change: -8 },
    impossible: { actor: nobody, change: -8 },
    look: hitPoints,
    before: { value: 20, max: 24, temp: 5 },
    after: { value: 17, max: 24, temp: 0 },
    says: 'Aria Thornwood: health from 20 to 17.',
    refusal: 'The character is not in the world.',
    isUndoable: true,
  },
  {
    actionId: 'treasure_drop',
    settings: { actor: aria, count: 3 },
    impossible: { actor: nobody, count: 3 },
    look: ({ sceneThere }) => sceneThere.tokens.length,
    before: 1,
    after: 4,
    says: 'Aria Thornwood appeared: 3.',
    refusal: 'The actor to place is not in the world.',
    isUndoable: true,
  },
  {
    actionId: 'status_effect',
    settings: { actor: aria, status: { id: 'prone', name: 'Prone' }, seconds: 30 },
    impossible: { actor: aria, status: { id: 'dancing', name: 'Dancing' } },
    look: ({ actorsThere }) => actorsThere[0]?.statuses,
    before: [],
    after: ['prone'],
    says: 'Aria Thornwood: Prone for 30 seconds.',
    refusal: 'This game system knows no such condition.',
    isUndoable: true,
  },
  {
    actionId: 'play_sound',
    settings: { sound: { id: 'list.thunder', name: 'Thunder' } },
    impossible: { sound: { id: 'list.silence', name: 'Silence' } },
    look: ({ played }) => played,
    before: [],
    after: ['list.thunder'],
    says: 'Thunder was heard.',
    refusal: 'No playlist of this world has that sound.',
    isUndoable: false,
  },
  {
    actionId: 'run_macro',
    settings: { macro: { id: 'confetti', name: 'Confetti' } },
    impossible: { macro: { id: 'wipe', name: 'Delete everything' } },
    prepare: (world) => void (world.settings.macros = { ids: ['confetti'] }),
    look: ({ played }) => played,
    before: [],
    after: ['confetti'],
    says: 'Confetti ran.',
    refusal: 'The GM in charge has not ticked that macro.',
    isUndoable: false,
  },
  {
    actionId: 'chat_message',
    settings: { message: '{viewers} cheer', as: 'actor', actor: aria },
    impossible: { message: '\u200B' },
    look: ({ messages }) => messages.map(({ speaker, content }) => [speaker.alias, content]),
    before: [],
    after: [['Aria Thornwood', 'Ada and Bo cheer']],
    says: 'The message is on the table.',
    refusal: 'There is no text to show.',
    isUndoable: true,
  },
]

test.group('Actions at the table', (group) => {
  group.each.setup(() => forgetLimits())

  test('{actionId}: acknowledged, it is fulfilled; undone, the world is as it was')
    .with(CASES)
    .run(async ({ assert }, { actionId, settings, facts, prepare, look, ...expected }) => {
      const { stage, table, id, redemptions } = await reached(actionId, settings, facts)
      prepare?.(table.world)
      assert.deepEqual(look(table.world), expected.before)
      assert.equal(await statusOf(id), 'executing', 'sent is not done')
      assert.deepEqual(await settled(redemptions), ['counted -'])

      await table.play()

      assert.deepEqual(look(table.world), expected.after)
      assert.equal(await statusOf(id), 'completed')
      assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
      assert.equal((await executionResult(id))?.message, expected.says)

      assert.equal(await undo(stage.campaignId), expected.isUndoable)
      await table.play()
      assert.deepEqual(look(table.world), expected.isUndoable ? expected.before : expected.after)
      assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
    })

  test('{actionId}: refused by the table, it refunds and says why')
    .with(CASES)
    .run(async ({ assert }, { actionId, impossible, facts, look, refusal, before }) => {
      const { table, id, redemptions } = await reached(actionId, impossible, facts)
      await table.play()

      assert.equal(await reasonOf(id), 'action_failed')
      assert.deepEqual(await settled(redemptions), ['refund_pending action_failed'])
      assert.equal((await executionResult(id))?.message, refusal)
      if (actionId !== 'dice_invert') assert.deepEqual(look(table.world), before)
    })

  test('{actionId}: without an answer in time it refunds, and is not carried out later')
    .with(CASES)
    .run(async ({ assert }, { actionId, settings, facts, prepare, look, before }) => {
      const { stage, table, id, redemptions } = await reached(actionId, settings, facts)
      prepare?.(table.world)
      await runOut(stage.campaignId)

      assert.equal(await reasonOf(id), 'action_expired')
      assert.deepEqual(await settled(redemptions), ['refund_pending action_expired'])
      assert.lengthOf(await table.play(), 0)
      assert.deepEqual(look(table.world), before)
    })

  test('{actionId}: switched off in Foundry, it is skipped and refunds')
    .with(CASES)
    .run(async ({ assert }, { actionId, settings, facts, prepare }) => {
      const { table, id, redemptions } = await reached(actionId, settings, facts)
      prepare?.(table.world)
      for (const type of ['roll.invert', 'stat.modify', 'token.spawn', 'status.apply']) {
        table.world.settings[`allow.${type}`] = false
      }
      for (const type of ['sound.play', 'macro.run', 'chat.send']) {
        table.world.settings[`allow.${type}`] = false
      }
      await table.play()

      assert.equal(await statusOf(id), 'failed')
      assert.deepEqual(await settled(redemptions), ['refund_pending action_failed'])
    })

  test('a condition for whoever rolled ends by itself, ordered by the server', async ({
    assert,
  }) => {
    const settings = { status: { id: 'prone', name: 'Prone' }, seconds: 5 }
    const { stage, table } = await reached('status_effect', settings, { roll })
    await table.play()
    assert.deepEqual(table.world.actorsThere[0]?.statuses, ['prone'])

    await testSql().run(
      `UPDATE foundry_timed_effects SET ends_at = clock_timestamp() WHERE campaign_id = $1`,
      [stage.campaignId]
    )
    await runOut(stage.campaignId)
    const [ending] = await table.play()

    assert.equal(ending?.type, 'status.remove')
    assert.deepEqual(table.world.actorsThere[0]?.statuses, [])
  })

  test('a character that nobody names fails with a sentence, and refunds', async ({ assert }) => {
    const { id, redemptions } = await reached('stat_modify', { change: 3 })
    assert.deepEqual(await settled(redemptions), ['refund_pending action_failed'])
    assert.deepEqual(await executionResult(id), {
      message: 'No character of the world rolled, and none is picked.',
    })
  })

  test('a world whose module cannot do it answers so, and it refunds', async ({ assert }) => {
    const { table, id, redemptions } = await reached('play_sound', {
      sound: { id: 'list.thunder', name: 'Thunder' },
    })
    const { body } = await table.tab.pull()
    await table.tab.result(body.commands[0]?.id ?? '', { status: 'unsupported' })

    assert.equal(await reasonOf(id), 'action_unsupported')
    assert.deepEqual(await settled(redemptions), ['refund_pending action_unsupported'])
  })
})
