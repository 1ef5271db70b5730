import { test } from '@japa/runner'
import {
  aMessage,
  aRoll,
  attack,
  die,
  FakeWorld,
  number,
  operator,
} from '../../support/foundry_module/fake_world.js'
import { aCommand, aTab, NOW } from '../../support/foundry_module/executing_tab.js'
import { inversionOf } from '../../../foundry_module/src/commands/flags.ts'
import { Ledger } from '../../../foundry_module/src/commands/ledger.ts'
import type { ReceivedCommand } from '../../../foundry_module/src/commands/handler.ts'

function aRolledMessage(content = '27') {
  const roll = aRoll(27, [die(20, [20]), operator('+'), number(7)])
  return aMessage({ rolls: [roll], content, flags: attack })
}

function invert(message: { id: string }, reason = 'The crowd') {
  return aCommand('roll.invert', { messageId: message.id, rollIndex: 0, reason })
}

test.group('Executor', () => {
  test('leaves a command to others when it lost the lease over the ledger', async ({ assert }) => {
    const world = new FakeWorld()
    let isInCharge = true
    const tab = aTab(world, { mayExecute: () => isInCharge })
    const [sound, next] = [1, 2].map(() => aCommand('sound.play', { soundId: 'list.thunder' }))
    world.beforeWrite = () => void (isInCharge = false)

    assert.isNull(await tab.run(sound, next))
    assert.deepEqual(world.played, [])
    assert.equal(tab.results.size, 0)

    const other = aTab(world)
    assert.equal((await other.outcome(sound))?.status, 'uncertain')
  })

  test('goes on with it when it is in charge again before anybody else', async ({ assert }) => {
    const world = new FakeWorld()
    let isInCharge = true
    const tab = aTab(world, { mayExecute: () => isInCharge })
    const sound = aCommand('sound.play', { soundId: 'list.thunder' })
    world.beforeWrite = () => void (isInCharge = false)
    await tab.run(sound)

    isInCharge = true
    world.beforeWrite = () => {}
    assert.equal((await tab.outcome(sound))?.status, 'done')
    assert.deepEqual(world.played, ['list.thunder'])
  })

  test('inverts a roll in one update and tells before and after', async ({ assert }) => {
    const world = new FakeWorld()
    const message = aRolledMessage()
    world.messages.push(message)
    const writes: string[] = []
    world.beforeWrite = (what) => void writes.push(what)
    const tab = aTab(world)
    const command = invert(message)

    assert.equal(await tab.run(command), command.seq)
    assert.deepInclude(tab.results.get(command.id), {
      status: 'done',
      before: 20,
      after: 1,
      docIds: [message.id],
    })
    assert.deepEqual(writes, ['setting ledger', `update ${message.id}`, 'setting ledger'])
    assert.equal(world.message(message.id)?.content, '8')
    assert.equal(world.message(message.id)?.rolls[0].total, 8)
    assert.deepInclude(inversionOf(message, 0), {
      reason: 'The crowd',
      viewer: 'Zed',
      undone: false,
    })
  })

  test('undo gives the document back, our flag aside; a second undo is refused', async ({
    assert,
  }) => {
    for (const system of ['dnd5e', 'pf2e']) {
      const world = new FakeWorld()
      world.system = system
      const message = aRolledMessage()
      world.messages.push(message)
      const original = structuredClone(message)
      const tab = aTab(world)
      const inverting = invert(message)
      const undo = aCommand('command.undo', { commandId: inverting.id })
      const again = aCommand('command.undo', { commandId: inverting.id })

      await tab.run(inverting, undo, again)

      assert.equal(tab.results.get(undo.id)?.status, 'done')
      assert.deepInclude(tab.results.get(again.id), { status: 'failed', code: 'already_undone' })
      assert.lengthOf(world.messages, 1)
      const { crowdcrit, ...flags } = world.messages[0].flags
      assert.exists(crowdcrit)
      assert.deepEqual({ ...world.messages[0], flags }, original)
    }
  })

  test('supersedes where the system draws its own messages', async ({ assert }) => {
    const world = new FakeWorld()
    world.system = 'pf2e'
    const message = aRolledMessage('')
    world.messages.push(message)
    const tab = aTab(world)
    const command = invert(message)

    await tab.run(command)

    assert.equal(world.message(message.id)?.rolls[0].total, 27)
    const [, replacement] = world.messages
    assert.include(replacement.content, '20 1 8')
    assert.deepEqual(tab.results.get(command.id)?.docIds, [message.id, replacement.id])
    assert.deepInclude(inversionOf(message, 0), { way: 'supersede', replacementId: replacement.id })
  })

  test('supersedes a test whose dice only its system knows', async ({ assert }) => {
    const world = new FakeWorld()
    world.system = 'wfrp4e'
    const testData = { preData: { hitLocation: true }, result: { roll: 99, target: 45 } }
    const message = aMessage({ system: { testData }, content: '<p>Test</p>' })
    world.messages.push(message)
    const tab = aTab(world)
    const command = invert(message)

    await tab.run(command)

    assert.deepInclude(tab.results.get(command.id), { status: 'done', before: 99, after: 2 })
    assert.deepEqual(world.message(message.id)?.system, { testData })
    assert.lengthOf(world.messages, 2)
  })

  test('leaves no message behind when superseding fails half-way', async ({ assert }) => {
    const world = new FakeWorld()
    world.system = 'pf2e'
    const message = aRolledMessage('')
    world.messages.push(message)
    world.beforeWrite = (what) => {
      if (what.startsWith('update')) throw new Error('refused')
    }
    const tab = aTab(world)
    const command = invert(message)
    const error = console.error
    console.error = () => {}
    await tab.run(command)
    console.error = error

    assert.deepInclude(tab.results.get(command.id), { status: 'failed', code: 'foundry_error' })
    assert.lengthOf(world.messages, 1)
  })

  test('refuses with a code: {code}')
    .with([
      { code: 'roll_gone', payload: { messageId: 'nowhere', rollIndex: 0 } },
      { code: 'roll_gone', payload: { messageId: 'known', rollIndex: 7 } },
      { code: 'bad_payload', payload: { messageId: 'known', rollIndex: -1 } },
      { code: 'bad_payload', payload: { messageId: { id: 'known' }, rollIndex: 0 } },
      { code: 'bad_payload', payload: null },
      { code: 'roll_hidden', payload: { messageId: 'secret', rollIndex: 0 } },
      { code: 'no_single_die', payload: { messageId: 'damage', rollIndex: 0 } },
    ])
    .run(async ({ assert }, { code, payload }) => {
      const world = new FakeWorld()
      world.messages.push(
        { ...aRolledMessage(), id: 'known' },
        { ...aRolledMessage(), id: 'secret', whisper: ['gm'] },
        aMessage({ id: 'damage', rolls: [aRoll(7, [die(6, [3, 4])])] })
      )
      const before = structuredClone(world.messages)
      const tab = aTab(world)
      const command = aCommand('roll.invert', payload)
      await tab.run(command)
      assert.deepInclude(tab.results.get(command.id), { status: 'failed', code })
      assert.deepEqual(world.messages, before)
    })

  test('does not invert a roll that is inverted', async ({ assert }) => {
    const world = new FakeWorld()
    const message = aRolledMessage()
    world.messages.push(message)
    const tab = aTab(world)
    const first = invert(message)
    const second = invert(message)
    await tab.run(first, second)
    assert.deepInclude(tab.results.get(second.id), { status: 'failed', code: 'already_inverted' })
  })

  test('answers expired, unsupported and dry runs without touching the world', async ({
    assert,
  }) => {
    const world = new FakeWorld()
    const message = aRolledMessage()
    world.messages.push(message)
    const before = structuredClone(world.messages)
    const tab = aTab(world)
    const commands = {
      expired: { ...invert(message), expiresAt: new Date(NOW).toISOString() },
      unreadable: { ...invert(message), expiresAt: 'soon' },
      dance: aCommand('token.dance', {}),
      later: { ...invert(message), v: 2 },
      prototype: aCommand('__proto__', {}),
      rehearsed: { ...invert(message), dryRun: true },
    }
    await tab.run(...Object.values(commands))

    const statusOf = (command: ReceivedCommand) => tab.results.get(command.id)?.status
    assert.equal(statusOf(commands.expired), 'expired')
    assert.equal(statusOf(commands.unreadable), 'expired')
    assert.equal(statusOf(commands.dance), 'unsupported')
    assert.equal(statusOf(commands.later), 'unsupported')
    assert.equal(statusOf(commands.prototype), 'unsupported')
    assert.deepInclude(tab.results.get(commands.rehearsed.id), { status: 'done', code: 'dry_run' })
    assert.deepEqual(world.messages, before)
  })

  test('chat and whispers are text, addressed as told', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const said = aCommand('chat.send', { text: '<b>Hi</b>', as: 'alias', alias: 'Twitch\u202E' })
    const asGm = aCommand('chat.send', { text: 'Hello', as: 'gm' })
    const whispered = aCommand('gm.whisper', { text: 'Psst' })
    const empty = aCommand('gm.whisper', { text: '\u200B' })
    await tab.run(said, asGm, whispered, empty)

    assert.deepEqual(
      world.messages.map(({ content, speaker, whisper }) => [content, speaker.alias, whisper]),
      [
        ['&lt;b&gt;Hi&lt;/b&gt;', 'Twitch', []],
        ['Hello', 'Game Master', []],
        ['Psst', 'Crowdcrit', ['gm']],
      ]
    )
    assert.deepInclude(tab.results.get(empty.id), { status: 'failed', code: 'empty_text' })
  })

  test('keeps to the order, one at a time, and stops when it may not go on', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world, { mayExecute: () => world.messages.length < 2 })
    const commands = ['one', 'two', 'three'].map((text) => aCommand('gm.whisper', { text }))
    const last = await tab.run(commands[2], commands[1], commands[0])

    assert.equal(last, commands[1].seq)
    assert.deepEqual(
      world.messages.map(({ content }) => content),
      ['one', 'two']
    )
  })

  test('what takes too long is uncertain', async ({ assert }) => {
    const world = new FakeWorld()
    world.beforeWrite = (what) =>
      what.startsWith('create') ? new Promise(() => {}) : Promise.resolve()
    const tab = aTab(world, { limitMs: 1 })
    const command = aCommand('gm.whisper', { text: 'Psst' })
    await tab.run(command)
    assert.deepInclude(tab.results.get(command.id), { status: 'uncertain', code: 'timeout' })
  })
})

test.group('Ledger', () => {
  test('a command that is asked for again is told again, not done again', async ({ assert }) => {
    const world = new FakeWorld()
    const command = aCommand('gm.whisper', { text: 'Psst' })
    await aTab(world).run(command)
    const other = aTab(world)
    await other.run(command)

    assert.lengthOf(world.messages, 1)
    assert.equal(other.results.get(command.id)?.status, 'done')
  })

  test('a crash {moment}: another tab says {expected}')
    .with([
      { moment: 'before it was written down', expected: 'done', step: 'setting ledger', time: 1 },
      { moment: 'before the effect', expected: 'uncertain', step: 'update', time: 1 },
      { moment: 'after the effect', expected: 'done', step: 'setting ledger', time: 2 },
    ])
    .run(async ({ assert }, { expected, step, time }) => {
      const world = new FakeWorld()
      const message = aRolledMessage()
      world.messages.push(message)
      let times = 0
      let isDead = false
      world.beforeWrite = (what) => {
        if (what.startsWith(step) && ++times === time) isDead = true
        // A page that is gone neither goes on nor fails: it is silent.
        return isDead ? new Promise(() => {}) : Promise.resolve()
      }
      const command = invert(message)
      void aTab(world, { limitMs: Infinity }).run(command)
      while (!isDead) await new Promise((resolve) => setImmediate(resolve))

      world.beforeWrite = () => {}
      const next = aTab(world)
      await next.run(command)
      assert.equal(next.results.get(command.id)?.status, expected)
      assert.equal(world.message(message.id)?.rolls[0].total, expected === 'done' ? 8 : 27)

      await next.run(command)
      assert.equal(world.message(message.id)?.rolls[0].total, expected === 'done' ? 8 : 27)
    })

  test('changes made at the same time all hold', async ({ assert }) => {
    const world = new FakeWorld()
    world.beforeWrite = () => new Promise((resolve) => setImmediate(resolve))
    const ledger = new Ledger(world)
    await ledger.finish('first', { status: 'done' })
    await Promise.all([ledger.begin('second'), ledger.acknowledge('first'), ledger.begin('third')])

    assert.isTrue(ledger.find('first')?.acknowledged)
    assert.isNotNull(ledger.find('second'))
    assert.isNotNull(ledger.find('third'))
  })

  test('does not wait for ever, and goes on afterwards', async ({ assert }) => {
    const world = new FakeWorld()
    world.beforeWrite = () => new Promise(() => {})
    const ledger = new Ledger(world, 1)
    await assert.rejects(() => ledger.begin('lost'))
    world.beforeWrite = () => {}
    await ledger.begin('next')
    assert.isNotNull(ledger.find('next'))
  })

  test('is the outbox until the server has acknowledged', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const commands = ['one', 'two'].map((text) => aCommand('gm.whisper', { text }))
    await tab.run(...commands)
    const ids = () => new Ledger(world).outbox().map(({ id }) => id)

    assert.deepEqual(ids(), [commands[0].id, commands[1].id])
    await tab.ledger.acknowledge(commands[0].id)
    assert.deepEqual(ids(), [commands[1].id])
  })

  test('keeps 200, and what the server does not know the longest', async ({ assert }) => {
    const ledger = new Ledger(new FakeWorld())
    await ledger.finish('unknown-to-the-server', { status: 'done' })
    for (let i = 0; i < 205; i++) {
      await ledger.finish(`command-${i}`, { status: 'done' })
      await ledger.acknowledge(`command-${i}`)
    }
    assert.isNotNull(ledger.find('unknown-to-the-server'))
    assert.isNull(ledger.find('command-0'))
    assert.isNotNull(ledger.find('command-204'))
  })

  test('survives what others wrote into its setting', async ({ assert }) => {
    const world = new FakeWorld()
    for (const stored of [
      null,
      'x',
      { entries: 'x' },
      { entries: [1, { id: 2 }, { id: 'a', result: { status: 'odd' } }] },
    ]) {
      world.settings.ledger = stored
      assert.deepEqual(new Ledger(world).outbox(), [])
    }
    assert.isNull(new Ledger(world).find('a')?.result)
  })
})
