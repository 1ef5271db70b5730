import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { announceConfig } from '#foundry/announce_config'
import { ExpireCommands } from '#foundry/commands/expire_commands'
import { CommandListener } from '#foundry/ports'
import { CommandRecorder } from '#tests/functional/foundry/listeners'
import { openStream } from '#tests/functional/foundry/open_stream'
import {
  appendCommand,
  commandsOf,
  forgetLimits,
  holder,
  isPaused,
  listen,
  sql,
  statusOf,
  Tab,
  withSettings,
} from '#tests/functional/foundry/support'

const expire = async () => {
  const expireCommands = await app.container.make(ExpireCommands)
  return expireCommands.execute()
}

async function read(id: string) {
  const [row] = await sql().run<{ status: string; result: Record<string, unknown> | null }>(
    'SELECT status, result FROM foundry_commands WHERE id = $1',
    [id]
  )
  const timeline = await sql().run<{ status: string }>(
    'SELECT status FROM foundry_command_changes WHERE command_id = $1 ORDER BY id',
    [id]
  )
  return { ...row, timeline: timeline.map(({ status }) => status) }
}

/** Lets a command's time be over by so many seconds. */
const age = (id: string, seconds: number) =>
  sql().run(
    `UPDATE foundry_commands SET expires_at = clock_timestamp() - make_interval(secs => $2)
     WHERE id = $1`,
    [id, seconds]
  )

test.group('Foundry | commands', (group) => {
  let listener: CommandRecorder

  group.each.setup(() => forgetLimits())
  group.each.setup(() => listen())
  group.each.setup(() => {
    listener = new CommandRecorder()
    app.container.swap(CommandListener, () => listener)
    return () => app.container.restore(CommandListener)
  })

  test('poked, pulled, acknowledged', async ({ assert, cleanup }) => {
    const tab = await holder()
    const stream = await openStream(tab)
    cleanup(() => stream.close())

    const { id, seq } = await appendCommand(tab.paired.campaign.id)
    await stream.next('poke', ({ head }) => head === seq)
    const pulled = await tab.pull()
    assert.containSubset(pulled.body.commands, [{ id, seq, type: 'chat.send', v: 1 }])

    const answer = await tab.result(id, { before: 20, after: { value: 1 }, durationMs: 12 })
    assert.deepEqual(answer.body, { status: 'done', recorded: true })
    assert.containSubset(await read(id), {
      status: 'done',
      result: { before: 20, after: { value: 1 } },
      timeline: ['queued', 'delivered', 'done'],
    })
    assert.deepEqual(
      listener.of(tab).map(({ command, result }) => [command.id, result.status]),
      [[id, 'done']]
    )
    assert.lengthOf(await commandsOf(tab.pull()), 0)
  })

  test('a rolled back order leaves no trace and no gap', async ({ assert }) => {
    const tab = await holder()
    const rolledBack = db.transaction(async (trx) => {
      await appendCommand(tab.paired.campaign.id, {}, onLucid(trx))
      throw new Error('The order is taken back')
    })
    await assert.rejects(() => rolledBack, 'The order is taken back')

    const { seq } = await appendCommand(tab.paired.campaign.id)
    assert.equal(seq, 1)
  })

  test('sequence numbers have no gap and no twin when many append', async ({ assert }) => {
    const tab = await holder()
    const added = await Promise.all(
      Array.from({ length: 12 }, () => appendCommand(tab.paired.campaign.id))
    )

    const expected = Array.from({ length: 12 }, (_, index) => index + 1)
    assert.deepEqual(
      added.map(({ seq }) => seq).sort((a, b) => a - b),
      expected
    )
    const commands = await commandsOf(tab.pull({ limit: 5, after: 3 }))
    assert.deepEqual(
      commands.map(({ seq }) => seq),
      [4, 5, 6, 7, 8]
    )
  })

  test('many results at once: the first is kept, the listener hears one', async ({ assert }) => {
    const tab = await holder()
    const { id } = await appendCommand(tab.paired.campaign.id)
    await tab.pull()

    const answers = await Promise.all(
      ['done', 'failed', 'done', 'skipped', 'failed', 'done'].map((status) =>
        tab.result(id, { status })
      )
    )

    assert.lengthOf(
      answers.filter(({ body }) => body.recorded),
      1
    )
    const { status } = await read(id)
    assert.isTrue(answers.every(({ body }) => body.status === status))
    assert.lengthOf(listener.of(tab), 1)
  })

  test('expiry and result race: one of them wins', async ({ assert }) => {
    const tab = await holder()
    for (let round = 0; round < 6; round++) {
      listener.results = []
      const { id } = await appendCommand(tab.paired.campaign.id)
      await tab.pull()
      await age(id, 3600)

      const [answer] = await Promise.all([tab.result(id), expire(), expire()])

      const { status, timeline } = await read(id)
      assert.equal(answer.body.status, status)
      assert.equal(answer.body.recorded, status === 'done')
      assert.lengthOf(listener.of(tab), 1)
      assert.lengthOf(timeline, 3)
    }
  })

  test('expires unanswered, later when it was handed out', async ({ assert }) => {
    const tab = await holder()
    const delivered = await appendCommand(tab.paired.campaign.id)
    await tab.pull()
    const queued = await appendCommand(tab.paired.campaign.id)
    await age(delivered.id, 1)
    await age(queued.id, 1)

    assert.lengthOf(await commandsOf(tab.pull()), 0)
    await expire()
    assert.equal(await statusOf(read(queued.id)), 'expired')
    assert.equal(await statusOf(read(delivered.id)), 'delivered')

    await age(delivered.id, 31)
    await expire()
    assert.equal(await statusOf(read(delivered.id)), 'expired')
    assert.deepEqual(
      listener.of(tab).map(({ result }) => result.status),
      ['expired', 'expired']
    )
  })

  test('uncertain waits for the GM, then for nobody', async ({ assert }) => {
    const tab = await holder()
    const ids: string[] = []
    for (let index = 0; index < 4; index++) {
      const { id } = await appendCommand(tab.paired.campaign.id)
      ids.push(id)
      await tab.result(id, { status: index === 3 ? 'needs-gm' : 'uncertain' })
    }
    const [applied = '', ignored = '', silent = '', later = ''] = ids
    const act = (action: string, target: string) => ({
      eventId: `gm:${action}:${target}`,
      type: 'gm',
      at: new Date().toISOString(),
      action,
      target,
    })

    await tab.events([act('apply', applied), act('ignore', ignored), act('apply', applied)])
    await tab.result(later, { status: 'done' })
    await expire()
    assert.equal(await statusOf(read(silent)), 'uncertain')
    await age(silent, 1)
    await expire()

    assert.equal(await statusOf(read(applied)), 'done')
    assert.equal(await statusOf(read(ignored)), 'skipped')
    assert.equal(await statusOf(read(later)), 'done')
    assert.containSubset(await read(silent), { status: 'failed', result: { code: 'gm_silent' } })
    assert.lengthOf(listener.of(tab), 8)
  })

  test('is nobody else’s: another campaign, an unknown id', async ({ assert }) => {
    const [tab, stranger] = await Promise.all([holder(), holder()])
    const { id } = await appendCommand(tab.paired.campaign.id)

    assert.equal(await statusOf(stranger.result(id)), 404)
    assert.equal(await statusOf(stranger.result('not-a-uuid')), 404)
    assert.lengthOf(await commandsOf(stranger.pull()), 0)
    assert.equal(await statusOf(new Tab(tab.paired).pull({ fencing: tab.fencing })), 409)
  })

  test('a pull waits for a command, and not longer than told', async ({ assert, cleanup }) => {
    const tab = await holder()
    const waiting = tab.pull({ wait: 20 })
    const { id } = await appendCommand(tab.paired.campaign.id)
    assert.containSubset(await commandsOf(waiting), [{ id }])
    await tab.result(id)

    cleanup(await withSettings({ longPoll: 0.05 }))
    assert.lengthOf(await commandsOf(tab.pull({ wait: 20 })), 0)
  })

  test('nothing is handed out during a break, and tabs are told', async ({ assert, cleanup }) => {
    const tab = await holder()
    const stream = await openStream(tab)
    cleanup(() => stream.close())
    const { campaign } = tab.paired
    await sql().run('UPDATE campaigns SET break_since = now() WHERE id = $1', [campaign.id])
    await announceConfig(sql(), campaign.id)
    await stream.next('config', ({ paused }) => paused === true)

    const { id } = await appendCommand(campaign.id)
    assert.lengthOf(await commandsOf(tab.pull()), 0)
    assert.isTrue(await isPaused(tab.beat()))

    await sql().run('UPDATE campaigns SET break_since = NULL WHERE id = $1', [campaign.id])
    assert.containSubset(await commandsOf(tab.pull()), [{ id }])
  })

  test('undo is ordered once', async ({ assert }) => {
    const tab = await holder()
    const { id } = await appendCommand(tab.paired.campaign.id, {
      type: 'roll.invert',
      payload: { messageId: 'm', rollIndex: 0, reason: 'why' },
    })
    await tab.result(id)
    const undo = (eventId: string) => ({
      eventId,
      type: 'gm',
      at: new Date().toISOString(),
      action: 'undo',
      target: id,
    })

    await Promise.all([tab.events([undo('u1')]), tab.events([undo('u2')])])

    const commands = await commandsOf(tab.pull())
    assert.containSubset(commands, [{ type: 'command.undo', payload: { commandId: id } }])
    assert.lengthOf(commands, 1)
  })
})
