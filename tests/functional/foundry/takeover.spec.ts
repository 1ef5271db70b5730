import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { RollListener } from '#foundry/ports'
import { RollRecorder } from '#tests/functional/foundry/listeners'
import { forgetLimits, listen, sql, until, withSettings } from '#tests/functional/foundry/support'
import { SimulatedTable } from '#tests/support/foundry_module/table/simulated_table'
import type { SimulatedTab } from '#tests/support/foundry_module/table/simulated_tab'

/** Chosen because pages fall asleep over the ledger in it, between the intention and the effect. */
const SEED = 2
const PLAYED_SECONDS = 600
const STEP = 5

/** How a tab stops being in charge, and how many seconds later at most another one is. */
const FAULTS = [
  { name: 'left', limit: 15 },
  { name: 'killed', limit: 15 },
  { name: 'killed at work', limit: 15 },
  { name: 'frozen', limit: 70 },
  { name: 'frozen at work', limit: 70 },
] as const

/** Repeatable chance, so that a failure can be looked at again. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

async function play(table: SimulatedTable, pick: (below: number) => number) {
  for (let i = pick(3); i >= 0; i--) table.roll()
  for (let i = pick(3); i >= 0; i--) await table.order(pick(2) === 0 ? 'sound.play' : 'chat.send')
}

/** The tab stops in this way; resolves when it has. */
async function strike(
  table: SimulatedTable,
  tab: SimulatedTab,
  fault: (typeof FAULTS)[number]['name'],
  pick: (below: number) => number
) {
  if (fault === 'left') tab.leave()
  if (fault === 'killed') tab.die()
  if (fault === 'frozen') tab.freeze()
  if (fault === 'killed at work' || fault === 'frozen at work') {
    tab.world.writesLeft = pick(4)
    tab.world.interruption = fault === 'killed at work' ? 'die' : 'freeze'
    await table.order('sound.play')
    await table.order('chat.send')
    await until(() => !tab.isAwake, 'the interruption')
  }
  if (fault.startsWith('frozen')) return
  await until(async () => {
    const holder = await table.holder()
    return holder?.tab !== tab || holder.ttl <= 10
  }, 'the end of its stream')
  tab.die()
}

/** Passes time until another tab is in charge, up to the limit and no further; returns how long it took. */
async function takeover(table: SimulatedTable, old: SimulatedTab, limit: number) {
  const from = table.time
  const isTaken = async () => {
    const holder = await table.holder()
    return holder !== null && holder.tab !== old
  }
  while (!(await isTaken()) && table.time - from < limit) await table.pass(STEP)
  await until(isTaken, `a takeover within ${limit} s`)
  return table.time - from
}

/** What the server knows of the commands, by id, and of the rolls. */
async function recorded({ paired }: SimulatedTable) {
  const { id } = paired.campaign
  const commands = await sql().run<{ id: string; status: string }>(
    'SELECT id, status FROM foundry_commands WHERE campaign_id = $1',
    [id]
  )
  const rolls = await sql().run<{ event_id: string }>(
    'SELECT event_id FROM foundry_rolls WHERE campaign_id = $1',
    [id]
  )
  return {
    statuses: new Map(commands.map((command) => [command.id, command.status])),
    rolls: rolls.map(({ event_id: eventId }) => eventId),
  }
}

test.group('Foundry | two GMs, one of them twice', (group) => {
  let heard: RollRecorder

  group.each.setup(() => forgetLimits())
  group.each.setup(() => listen())
  group.each.setup(() => withSettings({ ping: 3600, requestsPerMinute: 100_000 }))
  group.each.setup(() => {
    heard = new RollRecorder()
    app.container.swap(RollListener, () => heard)
    return () => app.container.restore(RollListener)
  })

  test('ten minutes in which whoever is in charge goes away', async ({ assert, cleanup }) => {
    const pick = chance(SEED)
    const table = await SimulatedTable.create(['one', 'two'])
    cleanup(() => table.close())
    const seats = ['one', 'one', 'two']
    for (const gm of seats) await table.open(gm)
    const met = new Map<string, number>()
    const interrupted = new Set<string>()

    while (table.time < PLAYED_SECONDS) {
      await play(table, pick)
      const holder = await until(() => table.holder(), 'somebody in charge')
      const fault = FAULTS[pick(FAULTS.length)] ?? FAULTS[0]
      const ordered = table.ordered.length
      await strike(table, holder.tab, fault.name, pick)
      for (const { id } of table.ordered.slice(Math.max(0, ordered - 3))) interrupted.add(id)
      table.gmsChanged()
      await play(table, pick)

      const took = await takeover(table, holder.tab, fault.limit)
      met.set(fault.name, Math.max(met.get(fault.name) ?? 0, took))
      await play(table, pick)
      table.replaced = holder.tab
      holder.tab.thaw()
      await settled(table)
      table.replaced = null
      for (const gm of ['one', 'two']) {
        const missing = seats.filter((seat) => seat === gm).length
        while (table.tabs.filter((tab) => tab.gm === gm).length < missing) await table.open(gm)
      }
      await table.pass(pick(4) * STEP)
    }

    const { statuses, rolls } = await recorded(table)
    const times = (trace: string) => table.executed.filter((one) => one === trace).length
    for (const { id, trace } of table.ordered) {
      const status = statuses.get(id) ?? ''
      const what = `seed ${SEED}, ${trace} is ${status}`
      assert.oneOf(status, interrupted.has(id) ? ['done', 'uncertain'] : ['done'], what)
      if (status === 'done') assert.equal(times(trace), 1, what)
      else assert.isAtMost(times(trace), 1, what)
    }
    assert.deepEqual(table.astray, [], 'what a tab did that was not in charge any more')
    assert.sameMembers(rolls, table.rolled)
    assert.sameMembers(
      heard.rolls.map(({ eventId }) => eventId),
      table.rolled
    )
    assert.sameMembers(
      [...met.keys()],
      FAULTS.map(({ name }) => name)
    )
  }).timeout(60_000)
})

/** Every command has its answer and every roll has arrived. */
async function settled(table: SimulatedTable) {
  await until(async () => {
    const { statuses, rolls } = await recorded(table)
    const isOpen = [...statuses.values()].some((status) => /queued|delivered/.test(status))
    return !isOpen && rolls.length === table.rolled.length
  }, 'the table to settle')
}
