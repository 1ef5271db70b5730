import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { errors } from '@vinejs/vine'
import type { ActionContext, Character, Order, Step } from '#gamification/handlers/action'
import { ActionRegistry } from '#gamification/handlers/registries'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'

const actions = await app.container.make(ActionRegistry)

const aria = { id: 'aria', name: 'Aria' }
const sound = { id: 'list.thunder', name: 'Thunder' }
const facts: TriggerFacts = {
  roll: {
    rollId: 'roll',
    messageId: 'message',
    rollIndex: 0,
    actorId: 'bruno',
    character: 'Bruno',
    natural: 1,
    faces: 20,
    total: 6,
    critical: 'failure',
  },
}

/** What an action asks for under settings that have passed its schema. */
async function asked(id: string, settings: object, known: TriggerFacts = facts) {
  const orders: Order[] = []
  const steps: Step[] = []
  const context: ActionContext = {
    sql: { run: () => Promise.reject(new Error('No database here')) },
    campaignId: 'campaign',
    eventName: 'Fate',
    count: 3,
    facts: known,
    viewers: ['Ada'],
    order: async (order) => void orders.push(order),
    sequence: async (parts) => void steps.push(...parts),
  }
  const action = await actions.resolve(id)
  await action.execute(await actions.get(id).settings.validate(settings), context)
  return { orders, steps }
}

async function isAccepted(id: string, settings: object): Promise<boolean> {
  try {
    await actions.get(id).settings.validate(settings)
    return true
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR) return false
    throw error
  }
}

test.group('Actions order', () => {
  test('{id}: {type} with {payload}')
    .with([
      {
        id: 'stat_modify',
        settings: { actor: aria, path: 'attributes.hp.value', change: 1000 },
        type: 'stat.modify',
        payload: { actorId: 'aria', delta: 1000, path: 'attributes.hp.value' },
      },
      {
        id: 'stat_modify',
        settings: { change: -1000 },
        type: 'stat.modify',
        payload: { actorId: 'bruno', delta: -1000 },
      },
      {
        id: 'treasure_drop',
        settings: { actor: aria },
        type: 'token.spawn',
        payload: { actorId: 'aria', count: 1 },
      },
      {
        id: 'treasure_drop',
        settings: {
          actor: aria,
          count: 20,
          scene: { id: 'cave', name: 'The cave' },
          text: '{viewers} pay for {character}',
        },
        type: 'token.spawn',
        payload: { actorId: 'aria', count: 20, sceneId: 'cave', text: 'Ada pay for Bruno' },
      },
      {
        id: 'status_effect',
        settings: { status: { id: 'prone', name: 'Prone' } },
        type: 'status.apply',
        payload: { actorId: 'bruno', status: 'prone', durationSeconds: 60 },
      },
      {
        id: 'play_sound',
        settings: { sound },
        type: 'sound.play',
        payload: { soundId: 'list.thunder' },
      },
      {
        id: 'run_macro',
        settings: { macro: { id: 'confetti', name: 'Confetti' } },
        type: 'macro.run',
        payload: { macroId: 'confetti' },
      },
      {
        id: 'chat_message',
        settings: { message: 'Hi', as: 'gm', alias: 'Left over' },
        type: 'chat.send',
        payload: { text: 'Hi', as: 'gm' },
      },
      {
        id: 'chat_message',
        settings: { message: 'Hi', alias: 'The storm' },
        type: 'chat.send',
        payload: { text: 'Hi', as: 'alias', alias: 'The storm' },
      },
      {
        id: 'chat_message',
        settings: { message: 'Hi', as: 'actor' },
        type: 'chat.send',
        payload: { text: 'Hi', as: 'alias', alias: 'Bruno' },
      },
    ])
    .run(async ({ assert }, { id, settings, type, payload }) => {
      const { orders } = await asked(id, settings)
      assert.deepEqual(orders, [{ type, payload }])
    })

  test('nothing themselves when they are a sequence', async ({ assert }) => {
    const part = { actionId: 'play_sound', settings: { sound }, delaySeconds: 60 }
    const { orders, steps } = await asked('custom', { steps: [part, part] })
    assert.lengthOf(orders, 0)
    assert.deepEqual(steps, [part, part])
  })

  test('{id}: {message}')
    .with([
      { id: 'dice_invert', settings: {}, message: 'There is no roll to invert.' },
      {
        id: 'stat_modify',
        settings: { change: 1 },
        message: 'No character of the world rolled, and none is picked.',
      },
      {
        id: 'status_effect',
        settings: { status: { id: 'prone', name: 'Prone' } },
        message: 'No character of the world rolled, and none is picked.',
      },
      {
        id: 'chat_message',
        settings: { message: 'Hi', as: 'actor' },
        message: 'No character of the world rolled, and none is picked.',
      },
    ])
    .run(async ({ assert }, { id, settings, message }) => {
      await assert.rejects(() => asked(id, settings, {}), message)
    })
})

test.group('Settings of actions', () => {
  test('{id} takes {settings}: {accepted}')
    .with([
      { id: 'stat_modify', settings: { change: 1000 }, accepted: true },
      { id: 'stat_modify', settings: { change: 1001 }, accepted: false },
      { id: 'stat_modify', settings: { change: -1001 }, accepted: false },
      { id: 'stat_modify', settings: { change: 0 }, accepted: false },
      { id: 'stat_modify', settings: { change: 1.5 }, accepted: false },
      { id: 'stat_modify', settings: {}, accepted: false },
      { id: 'stat_modify', settings: { change: 1, path: 'details.level' }, accepted: false },
      { id: 'stat_modify', settings: { change: 1, path: '__proto__' }, accepted: false },
      {
        id: 'stat_modify',
        settings: { change: 1, actor: { id: 'a b', name: 'A' } },
        accepted: false,
      },
      { id: 'stat_modify', settings: { change: 1, actor: { id: 'a', name: '' } }, accepted: false },
      { id: 'treasure_drop', settings: { actor: aria, count: 1 }, accepted: true },
      { id: 'treasure_drop', settings: { actor: aria, count: 0 }, accepted: false },
      { id: 'treasure_drop', settings: { actor: aria, count: 21 }, accepted: false },
      { id: 'treasure_drop', settings: { count: 1 }, accepted: false },
      { id: 'treasure_drop', settings: { actor: aria, text: 'x'.repeat(201) }, accepted: false },
      { id: 'treasure_drop', settings: { actor: aria, text: '{weather}' }, accepted: false },
      { id: 'status_effect', settings: { status: aria, seconds: 5 }, accepted: true },
      { id: 'status_effect', settings: { status: aria, seconds: 4 }, accepted: false },
      { id: 'status_effect', settings: { status: aria, seconds: 86_400 }, accepted: true },
      { id: 'status_effect', settings: { status: aria, seconds: 86_401 }, accepted: false },
      { id: 'status_effect', settings: {}, accepted: false },
      { id: 'play_sound', settings: { sound: { id: 'x'.repeat(65), name: 'S' } }, accepted: false },
      { id: 'play_sound', settings: {}, accepted: false },
      { id: 'run_macro', settings: { macro: { id: '<b>', name: 'B' } }, accepted: false },
      { id: 'chat_message', settings: { message: 'x'.repeat(200) }, accepted: true },
      { id: 'chat_message', settings: { message: 'x'.repeat(201) }, accepted: false },
      { id: 'chat_message', settings: { message: '' }, accepted: false },
      { id: 'chat_message', settings: { message: 'Hi', as: 'ghost' }, accepted: false },
      { id: 'chat_message', settings: { message: 'Hi', alias: 'x'.repeat(41) }, accepted: false },
      { id: 'dice_invert', settings: { reason: '{weather}' }, accepted: false },
      { id: 'dice_invert', settings: { reason: 'x'.repeat(201) }, accepted: false },
      { id: 'custom', settings: { steps: [] }, accepted: false },
    ])
    .run(async ({ assert }, { id, settings, accepted }) => {
      assert.equal(await isAccepted(id, settings), accepted)
    })

  const part = (delaySeconds: unknown) => ({
    actionId: 'play_sound',
    settings: { sound },
    delaySeconds,
  })

  test('custom takes {count} parts with a pause of {pause} s: {accepted}')
    .with([
      { count: 1, pause: 0, accepted: true },
      { count: 8, pause: 60, accepted: true },
      { count: 9, pause: 0, accepted: false },
      { count: 1, pause: 61, accepted: false },
      { count: 1, pause: -1, accepted: false },
    ])
    .run(async ({ assert }, { count, pause, accepted }) => {
      const steps = Array.from({ length: count }, () => part(pause))
      assert.equal(await isAccepted('custom', { steps }), accepted)
    })

  test('custom refuses a part at its own field: {field}')
    .with([
      { actionId: 'teleport', settings: {}, field: 'steps.1.actionId', says: 'not installed' },
      { actionId: 'custom', settings: {}, field: 'steps.1.actionId', says: 'another one' },
      {
        actionId: 'chat_message',
        settings: { message: '{weather}' },
        field: 'steps.1.settings.message',
        says: '{weather} is not known here',
      },
      { actionId: 'play_sound', settings: {}, field: 'steps.1.settings.sound', says: 'sound' },
    ])
    .run(async ({ assert }, { actionId, settings, field, says }) => {
      const action = await actions.resolve('custom')
      try {
        await action.prepare?.({ steps: [part(0), { actionId, settings, delaySeconds: 0 }] })
        assert.fail('It was accepted')
      } catch (error) {
        if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
        assert.equal(error.messages[0].field, field)
        assert.include(error.messages[0].message, says)
      }
    })

  test('{id} with {settings} needs {needs}')
    .with([
      { id: 'stat_modify', settings: { change: 1 }, needs: ['roll'] },
      { id: 'stat_modify', settings: { change: 1, actor: aria }, needs: [] },
      { id: 'status_effect', settings: {}, needs: ['roll'] },
      { id: 'chat_message', settings: { as: 'actor' }, needs: ['roll'] },
      { id: 'chat_message', settings: { as: 'actor', actor: aria }, needs: [] },
      {
        id: 'custom',
        settings: { steps: [part(0), { actionId: 'dice_invert', settings: {} }] },
        needs: ['roll'],
      },
    ])
    .run(async ({ assert }, { id, settings, needs }) => {
      const action = await actions.resolve(id)
      assert.deepEqual(await action.needsWith?.({ ...settings }), needs)
    })

  test('{id} with {settings} affects {names}')
    .with([
      { id: 'dice_invert', settings: {}, names: ['Bruno'] },
      { id: 'stat_modify', settings: { change: 1 }, names: ['Bruno'] },
      { id: 'stat_modify', settings: { change: 1, actor: aria }, names: ['Aria'] },
      { id: 'status_effect', settings: { actor: aria }, names: ['Aria'] },
    ])
    .run(async ({ assert }, { id, settings, names }) => {
      const action = await actions.resolve(id)
      const affected: Character[] = (await action.affects?.({ ...settings }, facts)) ?? []
      assert.deepEqual(
        affected.map(({ name }) => name),
        names
      )
    })
})

test.group('Intensity of actions', () => {
  test('a change by {change} is {intensity}')
    .with([
      { change: 5, intensity: 'mild' },
      { change: -6, intensity: 'strong' },
      { change: 20, intensity: 'strong' },
      { change: -21, intensity: 'drastic' },
    ])
    .run(async ({ assert }, { change, intensity }) => {
      const action = await actions.resolve('stat_modify')
      assert.equal(action.intensityWith?.({ change }), intensity)
    })
})

test.group('Reports of actions', () => {
  test('{id}: {says}')
    .with([
      {
        id: 'stat_modify',
        settings: { change: 5 },
        result: {},
        says: 'Bruno: health +5.',
      },
      {
        id: 'stat_modify',
        settings: { change: -5, path: 'currency.gp', actor: aria },
        result: { before: 9, after: 4 },
        says: 'Aria: gold pieces from 9 to 4.',
      },
      {
        id: 'treasure_drop',
        settings: { actor: aria, count: 5 },
        result: { after: 3 },
        says: 'Aria appeared: 3 of 5.',
      },
      { id: 'treasure_drop', settings: { actor: aria }, result: {}, says: 'Aria appeared.' },
    ])
    .run(async ({ assert }, { id, settings, result, says }) => {
      const action = await actions.resolve(id)
      assert.equal(action.report?.({ ...settings }, facts, result).message, says)
    })
})
