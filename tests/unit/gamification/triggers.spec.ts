import { test } from '@japa/runner'
import type { ChannelFacts, RollFacts, Signal } from '#gamification/handlers/signals'
import { TriggerRegistry } from '#gamification/handlers/registries'
import { TriggerEvaluator } from '#gamification/lifecycle/trigger_evaluator'
import ChannelEventTrigger from '#triggers/channel_event_trigger'
import CustomTrigger from '#triggers/custom_trigger'
import DiceCriticalTrigger from '#triggers/dice_critical_trigger'
import ManualTrigger from '#triggers/manual_trigger'
import PollVoteTrigger from '#triggers/poll_vote_trigger'

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

test.group('Dice critical trigger: its filters', () => {
  const trigger = new DiceCriticalTrigger()
  const plain = { critical: null, character: 'Mira' } as const

  test('threshold {threshold}: a {natural} is {critical}')
    .with([
      { threshold: 19, natural: 20, critical: 'success' },
      { threshold: 19, natural: 19, critical: 'success' },
      { threshold: 19, natural: 18, critical: null },
      { threshold: 19, natural: 3, critical: null },
      { threshold: 19, natural: 2, critical: 'failure' },
      { threshold: 19, natural: 1, critical: 'failure' },
      { threshold: undefined, natural: 20, critical: null },
      { threshold: 19, natural: null, critical: null },
    ])
    .run(({ assert }, { threshold, natural, critical }) => {
      const verdict = trigger.evaluate({ threshold }, rolled({ ...plain, natural }))
      assert.equal(verdict.matched ? verdict.facts.roll?.critical : null, critical)
    })

  test('severity {severity}: natural {natural} of a d{faces}: {matched}')
    .with([
      { severity: 'extreme', natural: 20, faces: 20, matched: true },
      { severity: 'extreme', natural: 1, faces: 20, matched: true },
      { severity: 'extreme', natural: 19, faces: 20, matched: false },
      { severity: 'extreme', natural: null, faces: null, matched: false },
      { severity: 'any', natural: 19, faces: 20, matched: true },
    ] as const)
    .run(({ assert }, { severity, natural, faces, matched }) => {
      assert.equal(trigger.evaluate({ severity }, rolled({ natural, faces })).matched, matched)
    })

  test('only of the characters that are picked', ({ assert }) => {
    const characters = [{ id: 'mira', name: 'Mira' }]
    assert.isTrue(trigger.evaluate({ characters }, rolled({ actorId: 'mira' })).matched)
    assert.isTrue(trigger.evaluate({ characters: [] }, rolled({ actorId: null })).matched)
    for (const actorId of ['bruno', null]) {
      assert.deepEqual(trigger.evaluate({ characters }, rolled({ actorId })), {
        matched: false,
        reason: 'waiting for Mira',
      })
    }
  })

  test('a threshold of {threshold} on a d{faces}: {accepted}')
    .with([
      { threshold: 11, faces: 20, accepted: true },
      { threshold: 10, faces: 20, accepted: false },
      { threshold: 20, faces: 20, accepted: true },
      { threshold: 21, faces: 20, accepted: false },
      { threshold: 100, faces: 100, accepted: true },
      { threshold: 19, faces: undefined, accepted: true },
      { threshold: 1.5, faces: 2, accepted: false },
    ])
    .run(async ({ assert }, { threshold, faces, accepted }) => {
      const [error] = await DiceCriticalTrigger.settings.tryValidate({ threshold, faces })
      assert.equal(error === null, accepted)
    })
})

const happened = (differences: Partial<ChannelFacts>): Signal<'channel.event'> => ({
  name: 'channel.event',
  at: new Date(),
  data: { what: 'raid', viewer: 'Ada', amount: 5, tier: null, message: '', ...differences },
})

test.group('Channel event trigger', () => {
  const trigger = new ChannelEventTrigger()

  test('{what} of {amount} with at least {minimum}: {matched}')
    .with([
      { what: 'raid', amount: 5, minimum: 5, matched: true },
      { what: 'raid', amount: 4, minimum: 5, matched: false },
      { what: 'raid', amount: 0, minimum: undefined, matched: false },
      { what: 'cheer', amount: 100, minimum: 100, matched: true },
      { what: 'gift', amount: 1, minimum: undefined, matched: true },
      { what: 'sub', amount: 11, minimum: 12, matched: false },
      { what: 'follow', amount: 1, minimum: 99, matched: true },
    ] as const)
    .run(({ assert }, { what, amount, minimum, matched }) => {
      const signal = happened({ what, amount })
      const verdict = trigger.evaluate({ what, minimum }, signal)
      assert.equal(verdict.matched, matched)
      if (verdict.matched) assert.deepEqual(verdict.facts, { channel: signal.data })
    })

  test('waits for what it is for', ({ assert }) => {
    assert.deepEqual(trigger.evaluate({ what: 'cheer' }, happened({ what: 'raid' })), {
      matched: false,
      reason: 'waiting for a cheer',
    })
  })

  test('accepts a minimum of {minimum}: {accepted}')
    .with([
      { minimum: 0, accepted: false },
      { minimum: 1, accepted: true },
      { minimum: 1_000_000, accepted: true },
      { minimum: 1_000_001, accepted: false },
      { minimum: 1.5, accepted: false },
    ])
    .run(async ({ assert }, { minimum, accepted }) => {
      const [error] = await ChannelEventTrigger.settings.tryValidate({ what: 'raid', minimum })
      assert.equal(error === null, accepted)
    })
})

test.group('Poll trigger', () => {
  const trigger = new PollVoteTrigger()

  const polled = (votes: [number, number], ended = false): Signal<'poll.voted'> => ({
    name: 'poll.voted',
    at: new Date(),
    data: {
      pollId: 'poll',
      question: 'Fight or flee?',
      options: [
        { id: 'a', title: 'Fight', votes: votes[0] },
        { id: 'b', title: 'Flee', votes: votes[1] },
      ],
      total: votes[0] + votes[1],
      ended,
    },
  })

  test('{settings} with {votes}, ended {ended}: {matched}')
    .with([
      { settings: { option: 'Fight' }, votes: [9, 0], ended: true, matched: false },
      { settings: { option: 'Fight' }, votes: [10, 0], ended: false, matched: true },
      { settings: { option: ' fight ' }, votes: [10, 0], ended: false, matched: false },
      { settings: { option: 'fight' }, votes: [10, 0], ended: false, matched: true },
      { settings: { option: '2' }, votes: [0, 10], ended: false, matched: true },
      { settings: { option: '3' }, votes: [10, 10], ended: false, matched: false },
      { settings: { option: '0' }, votes: [10, 10], ended: false, matched: false },
      { settings: { option: 'Fight', threshold: 1 }, votes: [0, 0], ended: true, matched: false },
      { settings: { option: 'Fight', threshold: 1 }, votes: [1, 0], ended: false, matched: true },
      {
        settings: { option: 'Fight', threshold: 50, counted: 'percent' },
        votes: [5, 5],
        ended: false,
        matched: true,
      },
      {
        settings: { option: 'Fight', threshold: 50, counted: 'percent' },
        votes: [9, 0],
        ended: false,
        matched: false,
      },
      {
        settings: { option: 'Fight', threshold: 51, counted: 'percent' },
        votes: [1, 1],
        ended: true,
        matched: false,
      },
      {
        settings: { option: 'Fight', threshold: 1, counted: 'percent' },
        votes: [0, 0],
        ended: true,
        matched: false,
      },
      {
        settings: { option: 'Fight', threshold: 33, counted: 'percent' },
        votes: [1, 2],
        ended: true,
        matched: true,
      },
      {
        settings: { option: 'Fight', threshold: 34, counted: 'percent' },
        votes: [1, 2],
        ended: true,
        matched: false,
      },
      {
        settings: { option: 'Fight', when: 'end' },
        votes: [99, 0],
        ended: false,
        matched: false,
      },
      { settings: { option: 'Fight', when: 'end' }, votes: [99, 0], ended: true, matched: true },
    ] as const)
    .run(({ assert }, { settings, votes, ended, matched }) => {
      const verdict = trigger.evaluate(settings, polled([votes[0], votes[1]], ended))
      assert.equal(verdict.matched, matched)
    })

  test('keeps poll, option, votes and total', ({ assert }) => {
    const verdict = trigger.evaluate({ option: 'flee' }, polled([3, 12]))
    assert.deepEqual(verdict, {
      matched: true,
      facts: {
        poll: {
          pollId: 'poll',
          question: 'Fight or flee?',
          option: 'Flee',
          votes: 12,
          total: 15,
        },
      },
    })
  })

  test('accepts {settings}: {accepted}')
    .with([
      { settings: { option: '' }, accepted: false },
      { settings: { option: 'x'.repeat(26) }, accepted: false },
      { settings: { option: 'A', threshold: 0 }, accepted: false },
      { settings: { option: 'A', threshold: 1_000_000 }, accepted: true },
      { settings: { option: 'A', threshold: 1_000_001 }, accepted: false },
      { settings: { option: 'A', threshold: 100, counted: 'percent' }, accepted: true },
      { settings: { option: 'A', threshold: 101, counted: 'percent' }, accepted: false },
    ])
    .run(async ({ assert }, { settings, accepted }) => {
      const [error] = await PollVoteTrigger.settings.tryValidate(settings)
      assert.equal(error === null, accepted)
    })
})

test.group('Custom trigger', () => {
  const trigger = new CustomTrigger()
  const rule = (
    source: 'roll' | 'raid' | 'cheer',
    conditions: { field: string; comparison: never; value: unknown }[],
    match: 'all' | 'any' = 'all'
  ) => ({ source, match, conditions })
  const line = (field: string, comparison: string, value: unknown) => ({
    field,
    comparison: comparison as never,
    value,
  })

  test('{field} {comparison} {value}: {matched}')
    .with([
      { field: 'total', comparison: 'at_least', value: 25, matched: true },
      { field: 'total', comparison: 'at_least', value: 26, matched: false },
      { field: 'total', comparison: 'at_most', value: 25, matched: true },
      { field: 'total', comparison: 'at_most', value: 24, matched: false },
      { field: 'natural', comparison: 'is', value: 20, matched: true },
      { field: 'natural', comparison: 'is_not', value: 20, matched: false },
      { field: 'critical', comparison: 'is', value: 'success', matched: true },
      { field: 'critical', comparison: 'is', value: 'none', matched: false },
      { field: 'character', comparison: 'contains', value: 'BOLD', matched: true },
      { field: 'character', comparison: 'contains', value: 'timid', matched: false },
      { field: 'character', comparison: 'is', value: 'mira the bold', matched: true },
    ])
    .run(({ assert }, { field, comparison, value, matched }) => {
      const verdict = trigger.evaluate(rule('roll', [line(field, comparison, value)]), rolled({}))
      assert.equal(verdict.matched, matched)
    })

  test('what is not known matches nothing, and no critical is "none"', ({ assert }) => {
    const unknown = rolled({ character: null, natural: null, critical: null })
    for (const condition of [
      line('character', 'is_not', 'Mira'),
      line('natural', 'at_most', 20),
      line('critical', 'is', 'success'),
    ]) {
      assert.isFalse(trigger.evaluate(rule('roll', [condition]), unknown).matched)
    }
    assert.isTrue(trigger.evaluate(rule('roll', [line('critical', 'is', 'none')]), unknown).matched)
  })

  test('all of it, or any of it', ({ assert }) => {
    const lines = [line('amount', 'at_least', 5), line('viewer', 'is', 'Bo')]
    assert.isFalse(trigger.evaluate(rule('raid', lines), happened({})).matched)
    const verdict = trigger.evaluate(rule('raid', lines, 'any'), happened({}))
    assert.deepEqual(verdict, { matched: true, facts: { channel: happened({}).data } })
    assert.isFalse(trigger.evaluate(rule('cheer', lines, 'any'), happened({})).matched)
    assert.isFalse(trigger.evaluate(rule('cheer', lines, 'any'), rolled({})).matched)
  })

  test('brings a roll only when it is about one', ({ assert }) => {
    assert.deepEqual(trigger.providesWith(rule('roll', [])), ['roll'])
    assert.deepEqual(trigger.providesWith(rule('raid', [])), [])
  })

  test('{case}: refused at {field}')
    .with([
      { case: 'a field of another event', line: ['bits', 'is', 1], field: 'conditions.0.field' },
      { case: 'a field of objects', line: ['__proto__', 'is', 1], field: 'conditions.0.field' },
      {
        case: 'a text that is at least',
        line: ['character', 'at_least', 'x'],
        field: 'conditions.0.comparison',
      },
      { case: 'a number that is text', line: ['total', 'is', '5'], field: 'conditions.0.value' },
      { case: 'no text', line: ['character', 'is', ''], field: 'conditions.0.value' },
      { case: 'no choice', line: ['critical', 'is', 'maybe'], field: 'conditions.0.value' },
      {
        case: 'much text',
        line: ['character', 'is', 'x'.repeat(101)],
        field: 'conditions.0.value',
      },
      { case: 'no comparison', line: ['total', 'matches', 1], field: 'conditions.0.comparison' },
    ])
    .run(async ({ assert }, { line: [field, comparison, value], field: expected }) => {
      const [error] = await CustomTrigger.settings.tryValidate({
        source: 'roll',
        conditions: [{ field, comparison, value }],
      })
      assert.include(
        error?.messages.map((message: { field: string }) => message.field),
        expected
      )
    })

  test('needs between one condition and eight', async ({ assert }) => {
    const settings = (count: number) => ({
      source: 'roll',
      conditions: Array.from({ length: count }, () => line('total', 'is', 1)),
    })
    for (const [count, isAccepted] of [
      [0, false],
      [1, true],
      [8, true],
      [9, false],
    ] as const) {
      const [error] = await CustomTrigger.settings.tryValidate(settings(count))
      assert.equal(error === null, isAccepted)
    }
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
