import { test } from '@japa/runner'
import type { RollFacts, Signal } from '#gamification/handlers/signals'
import { TriggerRegistry } from '#gamification/handlers/registries'
import { TriggerEvaluator } from '#gamification/lifecycle/trigger_evaluator'
import DiceCriticalTrigger from '#triggers/dice_critical_trigger'
import ManualTrigger from '#triggers/manual_trigger'

function rolled(differences: Partial<RollFacts>): Signal<'dice.rolled'> {
  return {
    name: 'dice.rolled',
    at: new Date(),
    data: {
      rollId: 'roll',
      messageId: 'message',
      rollIndex: 0,
      actorId: 'mira',
      character: 'Mira the Bold',
      natural: 20,
      faces: 20,
      total: 25,
      critical: 'success',
      ...differences,
    },
  }
}

test.group('Dice critical trigger', () => {
  const trigger = new DiceCriticalTrigger()

  test('matches a critical {roll.critical} on a d{roll.faces} with {settings}')
    .with([
      { settings: {}, roll: { critical: 'success', faces: 20 } },
      { settings: { on: 'both' }, roll: { critical: 'failure', faces: 20 } },
      { settings: { on: 'failure' }, roll: { critical: 'failure', faces: 20 } },
      { settings: { faces: 100 }, roll: { critical: 'success', faces: 100 } },
      { settings: {}, roll: { critical: 'success', faces: null } },
    ] as const)
    .run(({ assert }, { settings, roll }) => {
      const signal = rolled(roll)
      assert.deepEqual(trigger.evaluate(settings, signal), {
        matched: true,
        facts: { roll: signal.data },
      })
    })

  test('says why it skipped: {reason}')
    .with([
      { settings: {}, roll: { critical: null }, reason: 'not a critical roll' },
      {
        settings: { on: 'success' },
        roll: { critical: 'failure' },
        reason: 'waiting for a critical success',
      },
      { settings: {}, roll: { faces: 100 }, reason: 'waiting for a d20, this was a d100' },
    ] as const)
    .run(({ assert }, { settings, roll, reason }) => {
      assert.deepEqual(trigger.evaluate(settings, rolled(roll)), { matched: false, reason })
    })

  test('accepts {faces} sides: {accepted}')
    .with([
      { faces: 1, accepted: false },
      { faces: 2, accepted: true },
      { faces: 1000, accepted: true },
      { faces: 1001, accepted: false },
      { faces: 2.5, accepted: false },
    ])
    .run(async ({ assert }, { faces, accepted }) => {
      const [error] = await DiceCriticalTrigger.settings.tryValidate({ faces })
      assert.equal(error === null, accepted)
    })
})

test.group('Trigger evaluator', () => {
  const registry = new TriggerRegistry('trigger', async (handler) => new handler())
    .register(DiceCriticalTrigger)
    .register(ManualTrigger)
    .register(
      class extends ManualTrigger {
        static id = 'broken'
        evaluate(): never {
          throw new Error('it broke')
        }
      }
    )
  const evaluator = new TriggerEvaluator(registry)
  const fired: Signal = { name: 'manual.fired', at: new Date(), data: { by: 'Ada' } }

  test('asks the trigger of the rules', async ({ assert }) => {
    const verdict = await evaluator.evaluate({ triggerId: 'manual', triggerSettings: {} }, fired)
    assert.deepEqual(verdict, { matched: true, facts: { by: 'Ada' } })
  })

  test('has not matched when {reason}')
    .with([
      { triggerId: 'telepathy', settings: {}, reason: 'the trigger "telepathy" is not installed' },
      { triggerId: 'dice_critical', settings: {}, reason: 'waiting for dice.rolled' },
      { triggerId: 'broken', settings: {}, reason: 'the trigger "broken" failed: it broke' },
    ])
    .run(async ({ assert }, { triggerId, settings, reason }) => {
      const verdict = await evaluator.evaluate({ triggerId, triggerSettings: settings }, fired)
      assert.deepEqual(verdict, { matched: false, reason })
    })

  test('nor when the settings are not readable any more', async ({ assert }) => {
    const rules = { triggerId: 'dice_critical', triggerSettings: { on: 'sometimes' } }
    const verdict = await evaluator.evaluate(rules, rolled({}))
    assert.isFalse(verdict.matched)
  })
})
