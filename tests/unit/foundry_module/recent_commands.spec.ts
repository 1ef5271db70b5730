import { test } from '@japa/runner'
import { Ledger } from '../../../foundry_module/src/commands/ledger.ts'
import { recentCommands } from '../../../foundry_module/src/commands/recent_commands.ts'
import { aCommand, aTab } from '../../support/foundry_module/executing_tab.js'
import { aMessage, aRoll, die, FakeWorld } from '../../support/foundry_module/fake_world.js'

test.group('Foundry module | the last commands', () => {
  test('say how each ended, the newest first, and which can be undone', async ({ assert }) => {
    const world = new FakeWorld()
    const ledger = new Ledger(world)
    await ledger.begin('hit', 'stat.modify', { before: 20 }, 1)
    await ledger.finish('hit', { status: 'done' })
    await ledger.begin('back', 'status.apply', { status: 'prone' }, 2)
    await ledger.finish('back', { status: 'done' })
    await ledger.markUndone('back')
    await ledger.begin('said', 'gm.whisper', null, 3)
    await ledger.finish('said', { status: 'done' })
    await ledger.finish('tried', { status: 'done', code: 'dry_run' }, undefined, 'token.spawn')
    await ledger.finish('names', { status: 'done' }, undefined, 'world.query')
    await ledger.finish('late', { status: 'expired' }, undefined, 'stat.modify')
    await ledger.begin('now', 'token.spawn', null, 4)

    assert.deepEqual(
      recentCommands(world).map(({ id, state, isUndoable }) => [id, state, isUndoable]),
      [
        ['now', 'running', false],
        ['late', 'expired', false],
        ['tried', 'done', false],
        ['said', 'done', false],
        ['back', 'undone', false],
        ['hit', 'done', true],
      ]
    )
  })

  test('an inverted roll is undone when its message says so', async ({ assert }) => {
    const world = new FakeWorld()
    world.messages.push(aMessage({ id: 'rolled', rolls: [aRoll(20, [die(20, [20])])] }))
    const tab = aTab(world)
    const invert = aCommand('roll.invert', { messageId: 'rolled', rollIndex: 0, reason: '' })
    await tab.run(invert)
    assert.deepInclude(recentCommands(world)[0], { state: 'done', isUndoable: true })

    await tab.run(aCommand('command.undo', { commandId: invert.id }))
    const [undo, inverted] = recentCommands(world)
    assert.deepInclude(undo, { type: 'command.undo', state: 'done', isUndoable: false })
    assert.deepInclude(inverted, { id: invert.id, state: 'undone', isUndoable: false })
  })

  test('what nobody can vouch for is asked about, for ten minutes, until it is decided', async ({
    assert,
  }) => {
    const world = new FakeWorld()
    const ledger = new Ledger(world)
    const now = 10_000_000
    for (const [id, at] of [
      ['old', now - 600_000],
      ['unclear', now - 1000],
      ['by hand', now - 900],
      ['decided', now - 800],
    ] as const) {
      await ledger.begin(id, 'stat.modify', null, at)
      await ledger.finish(id, { status: id === 'by hand' ? 'needs-gm' : 'uncertain' })
    }
    await ledger.markDecided('decided', 'ignore')

    assert.deepEqual(
      recentCommands(world, now).map(({ id, state, isUndecided }) => [id, state, isUndecided]),
      [
        ['decided', 'ignore', false],
        ['by hand', 'needs-gm', true],
        ['unclear', 'uncertain', true],
        ['old', 'uncertain', false],
      ]
    )
  })

  test('are twenty, with the kind of what was refused at the door', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    for (let count = 1; count <= 22; count++) {
      await tab.run(
        aCommand('chat.send', {}, { id: `c${count}`, expiresAt: '2000-01-01T00:00:00Z' })
      )
    }
    const recent = recentCommands(world)
    assert.lengthOf(recent, 20)
    assert.deepInclude(recent[0], { id: 'c22', type: 'chat.send', state: 'expired' })
  })
})
