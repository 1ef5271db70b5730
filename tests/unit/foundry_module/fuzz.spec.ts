import { test } from '@japa/runner'
import fc from 'fast-check'
import { aCommand, aTab } from '../../support/foundry_module/executing_tab.js'
import { aMessage, aRoll, die, FakeWorld } from '../../support/foundry_module/fake_world.js'
import {
  anything,
  hostilePayload,
  hostileType,
} from '../../support/foundry_module/hostile_payloads.js'
import * as read from '../../../foundry_module/src/bridge/read_answers.ts'
import { toRollEvents } from '../../../foundry_module/src/rolls/to_roll_events.ts'
import { RESULT_STATUSES } from '../../../app/foundry/protocol.ts'

const RUNS = 10_000

const payload = hostilePayload(['aria', 'prone', 'scene1', 'rolled', 3, -3])

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
      fc.asyncProperty(hostileType, payload, async (kind, given) => {
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
