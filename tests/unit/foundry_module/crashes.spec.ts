import { test } from '@japa/runner'
import { aCommand, aTab } from '../../support/foundry_module/executing_tab.js'
import {
  aMessage,
  anActor,
  aRoll,
  die,
  FakeWorld,
} from '../../support/foundry_module/fake_world.js'
import type { ReceivedCommand } from '../../../foundry_module/src/commands/handler.ts'

const ROUNDS = 1000

/** Repeatable chance, so that a failure can be looked at again. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A world in which each kind of command has something to do, and how often its effect is there. */
function aStage() {
  const world = new FakeWorld()
  world.actorsThere = [
    anActor({
      system: { attributes: { hp: { value: 500, max: 1000, temp: 0 } }, currency: { gp: 0 } },
    }),
  ]
  const roll = aMessage({ id: 'rolled', rolls: [aRoll(20, [die(20, [20])])], content: '20' })
  world.messages.push(roll)
  const numberAt = (group: string, key: string): number =>
    Number(Reflect.get(Object(Reflect.get(world.actorsThere[0].system, group)), key))
  const hitPoints = () =>
    Number(
      Reflect.get(
        Object(Reflect.get(Object(world.actorsThere[0].system.attributes), 'hp')),
        'value'
      )
    )

  const kinds: { make: () => ReceivedCommand; effects: () => number }[] = [
    {
      make: () => aCommand('stat.modify', { actorId: 'aria', delta: -7 }),
      effects: () => (500 - hitPoints()) / 7,
    },
    {
      make: () => aCommand('stat.modify', { actorId: 'aria', path: 'currency.gp', delta: 3 }),
      effects: () => numberAt('currency', 'gp') / 3,
    },
    {
      make: () => aCommand('status.apply', { actorId: 'aria', status: 'prone' }),
      effects: () => world.actorsThere[0].statuses.length,
    },
    {
      make: () => aCommand('token.spawn', { actorId: 'aria', count: 4, text: 'Gold!' }),
      effects: () => (world.sceneThere.tokens.length - 1) / 4,
    },
    {
      make: () => aCommand('sound.play', { soundId: 'list.thunder' }),
      effects: () => world.played.length,
    },
    {
      make: () => aCommand('chat.send', { text: 'Hello', as: 'gm' }),
      effects: () => world.messages.length - 1,
    },
    {
      make: () => aCommand('roll.invert', { messageId: 'rolled', rollIndex: 0, reason: 'Why not' }),
      effects: () => (world.messages[0].rolls[0].total === 1 ? 1 : 0),
    },
  ]
  return { world, kinds }
}

/**
 * Lets a tab die at its n-th write to the world, before or after it took effect, and
 * resolves when it is dead or done. A dead page neither goes on nor fails: it is silent.
 */
async function runUntilDeath(
  world: FakeWorld,
  command: ReceivedCommand,
  step: number,
  after: boolean
) {
  let writes = 0
  let isDead = false
  world.beforeWrite = () => {
    if (isDead) return new Promise<void>(() => {})
    writes += 1
    if (writes === step && !after) isDead = true
    // Dead after its effect: this write goes through, and no other.
    if (after && writes === step + 1) isDead = true
    return isDead ? new Promise<void>(() => {}) : undefined
  }
  const tab = aTab(world, { limitMs: Number.POSITIVE_INFINITY })
  let isDone = false
  void tab.run(command).then(() => (isDone = true))
  while (!isDead && !isDone) await new Promise((resolve) => setImmediate(resolve))
  world.beforeWrite = () => {}
}

test.group('A thousand crashes', () => {
  test('each command takes effect once or is uncertain, none twice', async ({ assert }) => {
    const pick = chance(20260)
    const seen = new Map<string, number>()

    for (let round = 0; round < ROUNDS; round++) {
      const { world, kinds } = aStage()
      const { make, effects } = kinds[pick(kinds.length)]
      const command = make()
      // Up to three tabs die one after the other over the same command.
      for (let death = pick(3); death >= 0; death--) {
        await runUntilDeath(world, command, 1 + pick(4), pick(2) === 0)
      }

      const last = await aTab(world).outcome(command)
      const again = await aTab(world).outcome(command)
      const what = `round ${round}: ${command.type} is ${last?.status} with ${effects()} effects`
      assert.equal(again?.status, last?.status, what)
      assert.oneOf(last?.status, ['done', 'uncertain'], what)
      assert.isAtMost(effects(), 1, what)
      if (last?.status === 'done') assert.equal(effects(), 1, what)
      seen.set(
        `${command.type} ${last?.status}`,
        (seen.get(`${command.type} ${last?.status}`) ?? 0) + 1
      )
    }

    // Both ends were met by every kind that can meet both.
    for (const type of ['stat.modify', 'status.apply', 'sound.play', 'roll.invert']) {
      assert.isAbove(seen.get(`${type} done`) ?? 0, 0, type)
      assert.isAbove(seen.get(`${type} uncertain`) ?? 0, 0, type)
    }
  })
})
