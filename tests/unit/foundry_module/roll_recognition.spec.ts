import { test } from '@japa/runner'
import {
  aMessage,
  aRoll,
  attack,
  die,
  dropped,
  number,
  operator,
  rerolled,
} from '../../support/foundry_module/fake_world.js'
import { adapterFor } from '../../../foundry_module/src/rolls/adapters/index.ts'
import { JUDGING_SYSTEMS } from '../../../shared_browser/roll_rules.ts'
import { toRollEvents } from '../../../foundry_module/src/rolls/to_roll_events.ts'
import type { RollRule } from '../../../app/foundry/protocol.ts'
import type { MessageView } from '../../../foundry_module/src/port.ts'

function recognise(message: Partial<MessageView>, system = 'simple') {
  return toRollEvents(aMessage(message), { id: system, version: '9' }, [])
}

function verdictOf(message: Partial<MessageView>, system?: string) {
  const [{ critical, natural, source, confidence }] = recognise(message, system)
  return { critical, natural, source, confidence }
}

test.group('Rolls of any system', () => {
  test('one kept d20 that shows 20 or 1 is critical, of low confidence', ({ assert }) => {
    const generic = { source: 'generic', confidence: 'low' }
    const plain = (face: number) => ({ rolls: [aRoll(face, [die(20, [face])])] })
    assert.deepEqual(verdictOf(plain(20)), { critical: 'success', natural: 20, ...generic })
    assert.deepEqual(verdictOf(plain(1)), { critical: 'failure', natural: 1, ...generic })
    assert.deepEqual(verdictOf(plain(19)), { critical: null, natural: 19, ...generic })
  })

  test('only the kept die counts: advantage, disadvantage, reroll, pool', ({ assert }) => {
    const natural = (...terms: object[]) => recognise({ rolls: [aRoll(0, terms)] })[0].natural
    assert.equal(natural(die(20, [20, dropped(1)])), 20)
    assert.equal(natural(die(20, [dropped(20), 1])), 1)
    assert.equal(natural(die(20, [rerolled(1), 14])), 14)
    const pool = {
      class: 'PoolTerm',
      rolls: [aRoll(20, [die(20, [20])]), aRoll(3, [die(20, [3])])],
      results: [
        { result: 20, active: false, discarded: true },
        { result: 3, active: true },
      ],
    }
    assert.equal(natural(pool), 3)
    assert.equal(natural({ class: 'ParentheticalTerm', roll: aRoll(9, [die(20, [9])]) }), 9)
  })

  test('a bonus die does not decide, two kept d20 decide nothing', ({ assert }) => {
    const withBless = aRoll(24, [die(20, [20]), operator('+'), die(4, [4])])
    assert.equal(verdictOf({ rolls: [withBless] }).critical, 'success')
    assert.deepInclude(verdictOf({ rolls: [aRoll(40, [die(20, [20, 20])])] }), {
      critical: null,
      natural: null,
    })
  })

  test('a GM’s rule speaks where no adapter does', ({ assert }) => {
    const rule = { faces: 100, kind: 'any', keptOnly: true, count: 1, doubles: false } as const
    const rules: RollRule[] = [
      { ...rule, name: 'Low', result: 'success', comparison: 'at_most', value: 5 },
      { ...rule, name: 'Worst', result: 'failure', comparison: 'is', value: 100 },
    ]
    const message = (face: number) => aMessage({ rolls: [aRoll(face, [die(100, [face])])] })
    const critical = (face: number, system: string) =>
      toRollEvents(message(face), { id: system, version: '9' }, rules)[0].critical
    assert.equal(critical(3, 'simple'), 'success')
    assert.equal(critical(100, 'simple'), 'failure')
    assert.equal(critical(50, 'simple'), null)
    assert.equal(critical(3, 'dnd5e'), null)
  })
})

test.group('Rolls of dnd5e', () => {
  const roll = (face: number, options = {}) => aRoll(face, [die(20, [face], { options })])
  const as = (type: string) => ({ dnd5e: { roll: { type } } })

  test('attacks and death saves only', ({ assert }) => {
    const critical = (type: string) =>
      verdictOf({ rolls: [roll(20)], flags: as(type) }, 'dnd5e').critical
    assert.equal(critical('attack'), 'success')
    assert.equal(critical('death'), 'success')
    assert.equal(critical('skill'), null)
    assert.equal(critical('save'), null)
    assert.equal(critical('damage'), null)
  })

  test('by the roll’s own thresholds, wherever they stand', ({ assert }) => {
    const critical = (one: ReturnType<typeof roll>) =>
      verdictOf({ rolls: [one], flags: attack }, 'dnd5e').critical
    assert.equal(critical(roll(19, { criticalSuccess: 19 })), 'success')
    assert.equal(critical(roll(19)), null)
    assert.equal(critical({ ...roll(18), options: { critical: 18 } }), 'success')
    assert.equal(critical(roll(2, { criticalFailure: 2 })), 'failure')
    assert.equal(critical(roll(20, { criticalSuccess: 21 })), null)
  })

  test('by what the die counts for', ({ assert }) => {
    const reliable = aRoll(10, [die(20, [{ result: 1, count: 10 }], { modifiers: ['min10'] })])
    assert.deepInclude(verdictOf({ rolls: [reliable], flags: attack }, 'dnd5e'), {
      critical: null,
      natural: 1,
    })
  })
})

test.group('Rolls of pf2e and sf2e', () => {
  const roll = (face: number, degreeOfSuccess?: number) =>
    aRoll(face, [die(20, [face])], { options: { degreeOfSuccess } })

  test('by the degree of success, not by the die', ({ assert }) => {
    const critical = (face: number, degree?: number) =>
      verdictOf({ rolls: [roll(face, degree)] }, 'pf2e').critical
    assert.equal(critical(12, 3), 'success')
    assert.equal(critical(12, 0), 'failure')
    assert.equal(critical(20, 2), null)
    assert.equal(critical(20), null)
  })

  test('from the flags where the roll does not say', ({ assert }) => {
    const flags = { pf2e: { context: { outcome: 'criticalFailure' } } }
    assert.equal(verdictOf({ rolls: [roll(5)], flags }, 'pf2e').critical, 'failure')
    const ofSf2e = { sf2e: { context: { outcome: 'criticalSuccess' } } }
    assert.equal(verdictOf({ rolls: [roll(5)], flags: ofSf2e }, 'sf2e').critical, 'success')
  })
})

test.group('Adapters', () => {
  test('are chosen by the system and its version', ({ assert }) => {
    const source = (id: string, version: string) =>
      adapterFor({ id, version }).verdict({
        roll: {},
        message: aMessage(),
        dice: [],
        decisive: null,
        rules: [],
      }).source
    assert.equal(source('dnd5e', '5.1.9'), 'system')
    assert.equal(source('dnd5e', 'v4.0.0-beta'), 'system')
    assert.equal(source('dnd5e', 'develop'), 'system')
    assert.equal(source('dnd5e', '2.4.1'), 'generic')
    assert.equal(source('DND5E', '5.1.9'), 'generic')
    assert.equal(source('alienrpg', '4.0.5'), 'rule')
    assert.equal(source('__proto__', ''), 'generic')
    for (const system of JUDGING_SYSTEMS) assert.equal(source(system, '99'), 'system')
  })
})

test.group('What leaves the browser', () => {
  const rolls = [aRoll(20, [die(20, [20])])]

  test('nothing hidden: {name}')
    .with([
      { name: 'whispered', parts: { whisper: ['gm'] } },
      { name: 'whisper of an unknown shape', parts: { whisper: undefined } },
      { name: 'blind', parts: { blind: true } },
      { name: 'blind of an unknown shape', parts: { blind: 'yes' } },
      { name: 'mode of the message', parts: { mode: 'gm' } },
      {
        name: 'mode of the roll (13)',
        parts: { rolls: [{ ...rolls[0], options: { rollMode: 'selfroll' } }] },
      },
      {
        name: 'mode of the roll (14)',
        parts: { rolls: [{ ...rolls[0], options: { messageMode: 'blind' } }] },
      },
    ])
    .run(({ assert }, { parts }) => {
      assert.deepEqual(recognise({ rolls, ...parts }), [])
    })

  test('nothing that the module wrote itself, nothing without a roll', ({ assert }) => {
    assert.deepEqual(recognise({ rolls, flags: { crowdcrit: { inversions: {} } } }), [])
    assert.deepEqual(recognise({ rolls: [] }), [])
  })

  test('each roll of a message under its own id, the name that everybody reads', ({ assert }) => {
    const message = aMessage({
      rolls: [aRoll(25, [die(20, [20]), operator('+'), number(5)]), aRoll(7, [die(6, [3, 4])])],
      speaker: { actorId: 'strahd', alias: 'A <b>stranger</b>\u202E' },
    })
    const [first, second] = toRollEvents(message, { id: 'simple', version: '1' }, [])
    assert.equal(first.eventId, `roll:${message.id}:0`)
    assert.equal(second.eventId, `roll:${message.id}:1`)
    assert.deepEqual(first.actor, { id: 'strahd', name: 'A <b>stranger</b>' })
    assert.equal(first.total, 25)
    assert.deepEqual(second.dice, [
      {
        faces: 6,
        results: [
          { result: 3, active: true },
          { result: 4, active: true },
        ],
      },
    ])
    assert.isNull(second.natural)
  })

  test('little even of a roll of a thousand dice', ({ assert }) => {
    const many = Array.from({ length: 1000 }, () => 6)
    const [event] = recognise({
      rolls: [aRoll(6000, [die(6, many)], { formula: 'x'.repeat(5000) })],
    })
    assert.isBelow(JSON.stringify(event).length, 16_000)
  })
})
