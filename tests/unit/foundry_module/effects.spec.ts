import { test } from '@japa/runner'
import { switchedOff } from '../../../foundry_module/src/commands/limits.ts'
import { aCommand, aTab, NOW } from '../../support/foundry_module/executing_tab.js'
import { anActor, aScene, FakeWorld } from '../../support/foundry_module/fake_world.js'
import { allowMacro } from '../../../foundry_module/src/commands/allowed_macros.ts'
import { rangeOf } from '../../../app/foundry/stat_paths.ts'

const hp = (world: FakeWorld) => world.actor('aria')?.system.attributes
const stat = (payload: object) => aCommand('stat.modify', { actorId: 'aria', ...payload })
const spawn = (payload: object = {}) =>
  aCommand('token.spawn', { actorId: 'aria', count: 3, ...payload })
const status = (type: string, name = 'prone', actorId = 'aria') =>
  aCommand(type, { actorId, status: name })

test.group('Commands that change characters', () => {
  test('the bar by the system’s own way, and back', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const before = structuredClone(world.actorsThere)
    const hurt = stat({ delta: -8 })

    assert.deepInclude(await tab.outcome(hurt), { status: 'done', before: 20, after: 17 })
    assert.deepEqual(hp(world), { hp: { value: 17, max: 24, temp: 0 }, exhaustion: 0 })

    const undo = aCommand('command.undo', { commandId: hurt.id })
    assert.deepInclude(await tab.outcome(undo), { status: 'done', before: 17, after: 20 })
    assert.deepEqual(world.actorsThere, before)
    const again = aCommand('command.undo', { commandId: hurt.id })
    assert.deepInclude(await tab.outcome(again), { status: 'failed', code: 'already_undone' })
  })

  test('an undo leaves what others have done since', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const gift = stat({ path: 'currency.gp', delta: 50 })
    assert.deepInclude(await tab.outcome(gift), { status: 'done', before: 10, after: 60 })
    await world.setNumbers('aria', { 'currency.gp': 75 })
    await tab.outcome(aCommand('command.undo', { commandId: gift.id }))
    assert.deepEqual(world.actor('aria')?.system.currency, { gp: 25 })

    const spent = stat({ path: 'currency.gp', delta: 50 })
    await tab.outcome(spent)
    await world.setNumbers('aria', { 'currency.gp': 5 })
    await tab.outcome(aCommand('command.undo', { commandId: spent.id }))
    assert.deepEqual(world.actor('aria')?.system.currency, { gp: 0 })
  })

  test('a number is kept within its bounds', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const heal = await tab.outcome(stat({ path: 'attributes.hp.value', delta: 900 }))
    assert.deepInclude(heal, { status: 'done', before: 20, after: 24 })
    const tired = await tab.outcome(stat({ path: 'attributes.exhaustion', delta: 9 }))
    assert.deepInclude(tired, { status: 'done', after: 6 })
    const more = await tab.outcome(stat({ path: 'attributes.exhaustion', delta: 1 }))
    assert.deepInclude(more, { status: 'skipped', code: 'at_its_bound' })
  })

  test('refuses with a code, changing nothing: {code} {payload}')
    .with([
      { code: 'path_not_allowed', payload: { path: 'details.level', delta: 1 } },
      { code: 'path_not_allowed', payload: { path: '__proto__', delta: 1 } },
      { code: 'path_not_allowed', payload: { path: 'constructor', delta: 1 } },
      { code: 'not_a_number', payload: { path: 'currency.sp', delta: 1 } },
      { code: 'bad_payload', payload: { path: { x: 1 }, delta: 1 } },
      { code: 'bad_payload', payload: { path: 'x'.repeat(10_000_000), delta: 1 } },
      { code: 'out_of_bounds', payload: { delta: 0 } },
      { code: 'out_of_bounds', payload: { delta: 1001 } },
      { code: 'out_of_bounds', payload: { delta: 1.5 } },
      { code: 'out_of_bounds', payload: { delta: '5' } },
      { code: 'out_of_bounds', payload: { delta: Number.NaN } },
      { code: 'actor_gone', payload: { actorId: 'nobody', delta: 1 } },
      { code: 'bad_payload', payload: { actorId: ['aria'], delta: 1 } },
    ])
    .run(async ({ assert }, { code, payload }) => {
      const world = new FakeWorld()
      const before = structuredClone(world.actorsThere)
      assert.deepInclude(await aTab(world).outcome(stat(payload)), { status: 'failed', code })
      assert.deepEqual(world.actorsThere, before)
    })

  test('without a bar in the system there is none to change', async ({ assert }) => {
    const world = new FakeWorld()
    world.primaryAttribute = null
    assert.deepInclude(await aTab(world).outcome(stat({ delta: 1 })), { code: 'no_bar' })
  })

  test('the list of numbers is each system’s own', ({ assert }) => {
    assert.isNull(rangeOf('dnd5e', 'attribs.san.value'))
    assert.deepEqual(rangeOf('sf2e', 'resources.heroPoints.value'), {
      label: 'Hero points',
      min: 0,
      max: 3,
    })
    assert.isNull(rangeOf('__proto__', 'toString'))
    assert.isNull(rangeOf('unheard-of', 'attributes.hp.value'))
  })

  test('a condition is put on once, taken off, and undone', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const before = structuredClone(world.actorsThere)
    const fall = status('status.apply')
    assert.deepInclude(await tab.outcome(fall), { status: 'done' })
    assert.deepEqual(world.actor('aria')?.statuses, ['prone'])
    const twice = await tab.outcome(status('status.apply'))
    assert.deepInclude(twice, { status: 'skipped', code: 'already_active' })

    await tab.outcome(aCommand('command.undo', { commandId: fall.id }))
    assert.deepEqual(world.actorsThere, before)

    await tab.outcome(status('status.apply', 'blinded'))
    assert.deepInclude(await tab.outcome(status('status.remove', 'blinded')), { status: 'done' })
    const gone = await tab.outcome(status('status.remove', 'blinded'))
    assert.deepInclude(gone, { status: 'skipped', code: 'not_active' })
    const odd = await tab.outcome(status('status.apply', 'haunted'))
    assert.deepInclude(odd, { status: 'failed', code: 'unknown_status' })
  })
})

test.group('Commands that place tokens', () => {
  test('on free squares near a token, with a line, and back', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const before = structuredClone(world.sceneThere)
    const rain = spawn({ count: 10, near: { tokenId: 'tokenAria' }, text: 'It rains <b>gold</b>' })

    const result = await tab.outcome(rain)

    assert.deepInclude(result, { status: 'done', before: 0, after: 10 })
    const [, ...placed] = world.sceneThere.tokens
    assert.lengthOf(new Set(placed.map(({ x, y }) => `${x},${y}`)), 10)
    assert.notIncludeDeepMembers(
      placed.map(({ x, y }) => ({ x, y })),
      [{ x: 500, y: 500 }]
    )
    for (const { x, y } of placed) {
      assert.isTrue(Math.abs(x - 500) <= 200 && Math.abs(y - 500) <= 200)
      assert.deepEqual([x % 100, y % 100], [0, 0])
    }
    assert.equal(world.messages[0].content, 'It rains &lt;b&gt;gold&lt;/b&gt;')

    await tab.outcome(aCommand('command.undo', { commandId: rain.id }))
    assert.deepEqual(world.sceneThere, before)
    assert.lengthOf(world.messages, 0)
  })

  test('placed tokens count, also when the line about them is refused', async ({
    assert,
    cleanup,
  }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const before = structuredClone(world.sceneThere)
    world.beforeWrite = (what) => {
      if (what.startsWith('create ')) throw new Error('Foundry refuses the message')
    }
    const complain = console.error
    console.error = () => {}
    cleanup(() => void (console.error = complain))

    const rain = spawn({ text: 'Gold!' })
    const done = await tab.outcome(rain)
    assert.deepInclude(done, { status: 'done', code: 'in_part', after: 3 })
    const said = await tab.outcome(aCommand('chat.send', { text: 'Hello', as: 'gm' }))
    assert.deepInclude(said, { status: 'failed', code: 'foundry_error' })
    await tab.outcome(aCommand('command.undo', { commandId: rain.id }))
    assert.deepEqual(world.sceneThere, before)
  })

  test('inside the picture only, and never half of it', async ({ assert }) => {
    const world = new FakeWorld()
    world.sceneThere = aScene({ width: 300, height: 200, tokens: [] })
    const tab = aTab(world)
    const full = await tab.outcome(spawn({ count: 6 }))
    assert.deepInclude(full, { status: 'done', after: 6 })
    for (const { x, y } of world.sceneThere.tokens) {
      assert.isTrue(x >= 200 && x < 500 && y >= 100 && y < 300)
    }
    const more = await tab.outcome(spawn({ count: 1 }))
    assert.deepInclude(more, { status: 'failed', code: 'no_room' })
    assert.lengthOf(world.sceneThere.tokens, 6)
  })

  test('refuses with a code: {code} {payload}')
    .with([
      { code: 'out_of_bounds', payload: { count: 21 } },
      { code: 'out_of_bounds', payload: { count: 0 } },
      { code: 'actor_gone', payload: { actorId: 'dragon' } },
      { code: 'scene_gone', payload: { sceneId: 'elsewhere' } },
      { code: 'token_gone', payload: { near: { tokenId: 'nobody' } } },
      { code: 'out_of_bounds', payload: { near: { x: -1, y: 0 } } },
    ])
    .run(async ({ assert }, { code, payload }) => {
      const world = new FakeWorld()
      assert.deepInclude(await aTab(world).outcome(spawn(payload)), { status: 'failed', code })
      assert.lengthOf(world.sceneThere.tokens, 1)
    })
})

test.group('Sounds and questions', () => {
  test('a sound of the world’s own, which cannot be undone', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const thunder = aCommand('sound.play', { soundId: 'list.thunder' })
    assert.deepInclude(await tab.outcome(thunder), { status: 'done' })
    assert.deepEqual(world.played, ['list.thunder'])
    const undo = await tab.outcome(aCommand('command.undo', { commandId: thunder.id }))
    assert.deepInclude(undo, { status: 'failed', code: 'nothing_to_undo' })
    const other = await tab.outcome(aCommand('sound.play', { soundId: 'https://evil' }))
    assert.equal(other?.status, 'failed')
  })

  test('what there is to choose from, with clean names', async ({ assert }) => {
    const world = new FakeWorld()
    world.actorsThere = [anActor({ name: '<img onerror=x>\u202E' })]
    const answer = await aTab(world).outcome(aCommand('world.query', { what: 'actors' }))
    assert.deepEqual(answer?.after, {
      choices: [{ id: 'aria', name: '<img onerror=x>' }],
      total: 1,
    })
    const odd = await aTab(world).outcome(aCommand('world.query', { what: 'passwords' }))
    assert.deepInclude(odd, { status: 'failed', code: 'unknown_question' })
  })
})

test.group('Macros', () => {
  test('only what the GM ticked in this browser, as often as ordered', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const run = (macroId: unknown) => aCommand('macro.run', { macroId, code: 'alert(1)' })
    const refused = await tab.outcome(run('confetti'))
    assert.deepInclude(refused, { status: 'failed', code: 'macro_not_allowed' })

    await allowMacro(world, 'confetti', true)
    assert.deepInclude(await tab.outcome(run('confetti')), { status: 'done' })
    for (const other of ['wipe', 'gone', '__proto__', { id: 'confetti' }]) {
      assert.equal((await tab.outcome(run(other)))?.status, 'failed')
    }
    assert.deepEqual(world.played, ['confetti'])

    const listed = await tab.outcome(aCommand('world.query', { what: 'macros' }))
    assert.deepEqual(listed?.after, { choices: [{ id: 'confetti', name: 'Confetti' }], total: 1 })
    await allowMacro(world, 'confetti', false)
    assert.equal((await tab.outcome(run('confetti')))?.status, 'failed')
  })
})

test.group('What the GM allows', () => {
  test('a kind that is switched off is left out; taking back never is', async ({ assert }) => {
    const world = new FakeWorld()
    const tab = aTab(world)
    const hurt = stat({ delta: -1 })
    await tab.outcome(hurt)
    world.settings['allow.stat.modify'] = false
    const off = await tab.outcome(stat({ delta: -1 }))
    assert.deepInclude(off, { status: 'skipped', code: 'switched_off' })
    const undo = await tab.outcome(aCommand('command.undo', { commandId: hurt.id }))
    assert.equal(undo?.status, 'done')
  })

  test('what is switched off in the app is left out as well; the server hears of Foundry’s', async ({
    assert,
  }) => {
    const world = new FakeWorld()
    const off: string[] = ['stat.modify', 'command.undo']
    const tab = aTab(world, { switchedOff: () => off })
    const refused = await tab.outcome(stat({ delta: -1 }))
    assert.deepInclude(refused, { status: 'skipped', code: 'switched_off' })
    off.length = 0
    const hurt = stat({ delta: -1 })
    assert.equal((await tab.outcome(hurt))?.status, 'done')
    off.push('stat.modify', 'command.undo')
    const undo = await tab.outcome(aCommand('command.undo', { commandId: hurt.id }))
    assert.equal(undo?.status, 'done')

    assert.deepEqual(switchedOff(world), [])
    world.settings['allow.sound.play'] = false
    assert.deepEqual(switchedOff(world), ['sound.play'])
  })

  test('so many of a kind in a minute, also after a takeover', async ({ assert }) => {
    const world = new FakeWorld()
    world.settings.perMinute = 2
    await aTab(world).run(stat({ delta: -1 }), stat({ delta: -1 }))
    const third = await aTab(world).outcome(stat({ delta: -1 }))
    assert.deepInclude(third, { status: 'skipped', code: 'too_many' })
    assert.equal((await aTab(world).outcome(spawn()))?.status, 'done')
    const later = aTab(world, { serverNow: () => NOW + 61_000 })
    assert.equal((await later.outcome(stat({ delta: -1 })))?.status, 'done')
  })

  test('a dry run checks and changes nothing: {type}')
    .with([
      { type: 'stat.modify', payload: { actorId: 'aria', delta: -1 } },
      { type: 'status.apply', payload: { actorId: 'aria', status: 'prone' } },
      { type: 'token.spawn', payload: { actorId: 'aria', count: 2 } },
      { type: 'sound.play', payload: { soundId: 'list.thunder' } },
      { type: 'world.query', payload: { what: 'sounds' } },
    ])
    .run(async ({ assert }, { type, payload }) => {
      const world = new FakeWorld()
      const touched: string[] = []
      world.beforeWrite = (what) => {
        if (!what.startsWith('setting')) touched.push(what)
      }
      const result = await aTab(world).outcome(aCommand(type, payload, { dryRun: true }))
      assert.deepInclude(result, { status: 'done', code: 'dry_run' })
      assert.deepEqual(touched, [])
    })
})
