import { test } from '@japa/runner'
import fc from 'fast-check'
import { aCommand, aTab } from '../../support/foundry_module/executing_tab.js'
import { aMessage, aRoll, die, FakeWorld } from '../../support/foundry_module/fake_world.js'
import * as read from '../../../foundry_module/src/bridge/read_answers.ts'
import { toRollEvents } from '../../../foundry_module/src/rolls/to_roll_events.ts'
import { COMMAND_TYPES, RESULT_STATUSES } from '../../../app/foundry/protocol.ts'

const RUNS = 10_000

const hostile = fc.constantFrom(
  '<img src=x onerror=alert(1)>',
  '[[/roll 99d99]]',
  '@UUID[Actor.x]{click}',
  '\u202Egpj.exe',
  '__proto__',
  'constructor',
  'javascript:alert(1)',
  '\u0000',
  '💥'.repeat(5000)
)
const anything = fc.anything({ maxDepth: 3, withNullPrototype: true })
const value = fc.oneof(
  hostile,
  anything,
  fc.constantFrom('aria', 'prone', 'scene1', 'rolled', 3, -3)
)

/** Payloads that look right at first sight, with anything inside. */
const payload = fc.oneof(
  anything,
  fc.record(
    {
      actorId: value,
      status: value,
      delta: value,
      path: value,
      count: value,
      near: fc.oneof(
        value,
        fc.record({ tokenId: value, x: value, y: value }, { requiredKeys: [] })
      ),
      sceneId: value,
      text: value,
      as: value,
      alias: value,
      soundId: value,
      what: value,
      messageId: value,
      rollIndex: value,
      reason: value,
      commandId: value,
    },
    { requiredKeys: [] }
  )
)
const type = fc.oneof(fc.constantFrom<string>(...COMMAND_TYPES), hostile)

/** A tag, or what Foundry would make a roll or a link of. */
const ALIVE = /<|(?<!\u2060)\[/

test.group('Anything at all', () => {
  test('as a command: answered, and nothing changes that is not done', async ({ assert }) => {
    const world = new FakeWorld()
    world.messages.push(
      aMessage({ id: 'rolled', rolls: [aRoll(20, [die(20, [20])])], content: '20' })
    )
    const picture = () =>
      JSON.stringify([world.messages, world.actorsThere, world.sceneThere, world.played])

    await fc.assert(
      fc.asyncProperty(type, payload, async (kind, given) => {
        const before = picture()
        world.settings = {}
        const result = await aTab(world).outcome(aCommand(kind, given))
        assert.isTrue(RESULT_STATUSES.some((known) => known === result?.status))
        if (result?.status !== 'done') assert.equal(picture(), before)
        for (const { content } of world.messages) assert.notMatch(content, ALIVE)
        world.messages = world.messages.slice(0, 1)
      }),
      { numRuns: RUNS }
    )
  })

  test('as a chat message of any system: no exception, little to send', ({ assert }) => {
    const systems = fc.constantFrom('dnd5e', 'pf2e', 'sf2e', 'CoC7', 'wfrp4e', 'alienrpg', 'other')
    const roll = fc.record({ terms: anything, dice: anything, total: anything, options: anything })
    const parts = fc.record({
      rolls: fc.array(roll, { maxLength: 3 }),
      flags: fc.oneof(
        fc.record({ CoC7: fc.record({ load: fc.record({ dicePool: anything }) }) }),
        fc.record({ pf2e: fc.record({ context: anything }) }),
        fc.record({ dnd5e: fc.record({ roll: anything }) })
      ),
      system: fc.record({ testData: anything }),
    })
    fc.assert(
      fc.property(systems, parts, (id, { rolls, flags, system }) => {
        const message = aMessage({ rolls, flags, system })
        for (const event of toRollEvents(message, { id, version: '9' }, [])) {
          assert.isBelow(JSON.stringify(event).length, 20_000)
        }
      }),
      { numRuns: RUNS }
    )
  })

  test('as an answer of the server: no exception', () => {
    fc.assert(
      fc.property(anything, (answer) => {
        for (const reader of [read.hello, read.heartbeat, read.commands, read.events])
          reader(answer)
        read.moduleConfig(answer)
        read.moduleConfig({ rollRules: [answer, answer] })
      }),
      { numRuns: RUNS }
    )
  })
})
