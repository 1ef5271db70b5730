import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { UndoCommand } from '#foundry/commands/undo_command'
import type { CommandType } from '#foundry/protocol'
import { sql } from '#tests/functional/foundry/support'
import { ARIA, GENERATIONS, GOBLIN, TableStage } from '#tests/support/table/table_stage'
import type { Switches } from '../../../simulators/tabletop/shared.ts'

interface Undoable {
  name: string
  type: CommandType
  payload: object
  /** Put in order before, so that there is something to change. */
  first?: { type: CommandType; payload: object }
}

const prone = { actorId: ARIA, status: 'prone' }

/** Everything that can be undone, but for turned rolls, which every system has its own way for. */
const EFFECTS: Undoable[] = [
  { name: 'a line in the chat', type: 'chat.send', payload: { text: 'Hear, hear', as: 'gm' } },
  { name: 'a bar', type: 'stat.modify', payload: { actorId: ARIA, delta: -7 } },
  { name: 'a bar at its end', type: 'stat.modify', payload: { actorId: ARIA, delta: -999 } },
  {
    name: 'a number of the list',
    type: 'stat.modify',
    payload: { actorId: ARIA, path: 'currency.gp', delta: 30 },
  },
  { name: 'a condition put on', type: 'status.apply', payload: prone },
  {
    name: 'a condition taken off',
    type: 'status.remove',
    payload: prone,
    first: { type: 'status.apply', payload: prone },
  },
  {
    name: 'tokens with a line',
    type: 'token.spawn',
    payload: { actorId: GOBLIN, count: 5, text: 'A cart full of gold' },
  },
  { name: 'tokens without', type: 'token.spawn', payload: { actorId: GOBLIN, count: 20 } },
]
/** Both ways on both generations, each system once at least. */
const CASES = [
  { generation: 13, system: 'dnd5e', way: 'rewrite' },
  { generation: 13, system: 'pf2e', way: 'supersede' },
  { generation: 13, system: 'CoC7', way: 'supersede' },
  { generation: 14, system: 'dnd5e', way: 'rewrite' },
  { generation: 14, system: 'generic', way: 'rewrite' },
  { generation: 14, system: 'pf2e', way: 'supersede' },
  { generation: 14, system: 'wfrp4e', way: 'supersede' },
] as const

test.group('The table | undo', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  /** The world's documents, without what the module keeps with messages. */
  const documents = async () => {
    const { actors, scene, messages } = await stage.documents()
    const plain = messages.map((message) => ({ ...message, flags: withoutOurs(message.flags) }))
    return { actors, scene, messages: plain }
  }
  const seat = async (switches: Partial<Switches>) => {
    await stage.begin(switches)
    const { page } = await stage.gm()
    await stage.says(page, 'in charge')
  }
  const done = async (type: CommandType, payload: object) => {
    const id = await stage.order(type, payload)
    const { status, result } = await stage.outcome(id)
    if (status !== 'done') throw new Error(`${type} is ${status}: ${JSON.stringify(result)}`)
    return id
  }
  /** As a GM orders it on the campaign's page. Returns whether there was something to take back. */
  const undo = async (commandId: string) => {
    const { campaign } = stage.paired
    const undoCommand = await app.container.make(UndoCommand)
    const isOrdered = await undoCommand.within(sql(), campaign.id, commandId, 'Ada')
    if (!isOrdered) return false
    const [row] = await sql().run<{ id: string }>(
      'SELECT id FROM foundry_commands WHERE undo_of = $1 ORDER BY seq DESC LIMIT 1',
      [commandId]
    )
    const { status } = await stage.outcome(String(row?.id))
    return status === 'done'
  }

  test('generation {$self}: characters, conditions, tokens and lines are as before')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await seat({ generation })
      for (const { name, type, payload, first } of EFFECTS) {
        if (first) await done(first.type, first.payload)
        const before = await documents()
        const id = await done(type, payload)
        assert.notDeepEqual(await documents(), before, name)
        assert.isTrue(await undo(id), name)
        assert.deepEqual(await documents(), before, name)
        assert.isFalse(await undo(id), `${name}: not a second time`)
      }

      // All at once, and back in the order of a GM who goes up the list.
      await undo(await done('status.apply', { actorId: GOBLIN, status: 'blinded' }))
      const before = await documents()
      const all: string[] = []
      for (const { type, payload, first } of EFFECTS) {
        if (!first && type !== 'status.apply') all.push(await done(type, payload))
      }
      for (const id of all.reverse()) assert.isTrue(await undo(id))
      assert.deepEqual(await documents(), before)
      assert.deepEqual(stage.problems, [])
    })

  test('generation {generation}, {system}: a turned roll is as before ({way})')
    .with([...CASES])
    .run(async ({ assert }, { generation, system, way }) => {
      await seat({ generation, system })
      for (const advantage of ['none', 'advantage'] as const) {
        const rolled = await stage.tabletop.roll({ user: 'ada', actor: ARIA, advantage })
        const before = await documents()
        const target = { messageId: rolled._id, rollIndex: 0, reason: 'The crowd has spoken' }
        const id = await done('roll.invert', target)
        const turned = await documents()
        assert.lengthOf(turned.messages, before.messages.length + (way === 'supersede' ? 1 : 0))
        if (way === 'rewrite') assert.notDeepEqual(turned, before)

        assert.isTrue(await undo(id))
        assert.deepEqual(await documents(), before)
        // It can be turned again, and back again.
        assert.isTrue(await undo(await done('roll.invert', target)))
        assert.deepEqual(await documents(), before)
      }
      // What was turned and turned back is told once, as it was rolled.
      assert.lengthOf(await stage.untilRolls(2), 2)
      assert.deepEqual(stage.problems, [])
    })
})

function withoutOurs(flags: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(flags).filter(([namespace]) => namespace !== 'crowdcrit')
  )
}
