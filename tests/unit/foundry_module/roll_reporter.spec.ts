import { test } from '@japa/runner'
import { aMessage, aRoll, die, FakeWorld } from '../../support/foundry_module/fake_world.js'
import { moduleConfig } from '../../../foundry_module/src/bridge/read_answers.ts'
import { RollReporter } from '../../../foundry_module/src/rolls/roll_reporter.ts'
import type { RollEvent } from '../../../app/foundry/protocol.ts'

const aRolled = (parts = {}) => aMessage({ rolls: [aRoll(20, [die(20, [20])])], ...parts })
const settled = () => new Promise((resolve) => setImmediate(resolve))

function aReporter(world = new FakeWorld()) {
  const sent: RollEvent[][] = []
  const reporter = new RollReporter({
    world,
    config: () => moduleConfig(null),
    toServerTime: (time) => time,
    onReady: () => {},
  })
  const flush = () =>
    reporter.flush(async (events) => {
      sent.push(events)
      return { accepted: events.map(({ eventId }) => eventId), rejected: [] }
    })
  return { reporter, flush, sent }
}

test.group('Roll reporter', () => {
  test('tells each roll once, however often its message changes', async ({ assert }) => {
    const { reporter, flush, sent } = aReporter()
    const message = aRolled()
    reporter.created(message)
    await settled()
    await flush()
    reporter.updated({ ...message, rolls: [...message.rolls, aRoll(3, [die(20, [3])])] })
    await settled()
    await flush()

    assert.deepEqual(
      sent.map((events) => events.map(({ eventId }) => eventId)),
      [[`roll:${message.id}:0`], [`roll:${message.id}:1`]]
    )
  })

  test('a roll that is hidden before it was told stays here, until it is shown', async ({
    assert,
  }) => {
    const world = new FakeWorld()
    let rest = () => {}
    world.dice = () => new Promise((resolve) => (rest = resolve))
    const { reporter, flush, sent } = aReporter(world)
    const message = aRolled()
    reporter.created(message)
    reporter.updated({ ...message, whisper: ['gm'] })
    rest()
    await settled()
    await flush()
    assert.lengthOf(sent, 0)

    world.dice = () => Promise.resolve()
    reporter.updated(message)
    await settled()
    await flush()
    assert.lengthOf(sent, 1)
  })

  test('waits for the dice on screen', async ({ assert }) => {
    const world = new FakeWorld()
    let rest = () => {}
    world.dice = () => new Promise((resolve) => (rest = resolve))
    const { reporter, flush, sent } = aReporter(world)
    reporter.created(aRolled())
    await settled()
    await flush()
    assert.lengthOf(sent, 0)
    rest()
    await settled()
    await flush()
    assert.lengthOf(sent, 1)
  })

  test('what could not be sent stays, marked late after 120 seconds', async ({ assert }) => {
    const { reporter, flush, sent } = aReporter()
    reporter.created(aRolled(), Date.now() - 121_000)
    reporter.created(aRolled())
    await settled()
    await assert.rejects(() => reporter.flush(() => Promise.reject(new Error('away'))))
    await flush()
    assert.deepEqual(
      sent[0].map(({ late }) => late),
      [true, undefined]
    )
  })

  test('an old message that is edited is late', async ({ assert }) => {
    const { reporter, flush, sent } = aReporter()
    reporter.updated(aRolled({ timestamp: Date.now() - 3_600_000 }))
    await settled()
    await flush()
    assert.isTrue(sent[0][0].late)
  })

  test('keeps the newest 300, in requests of less than 32 KB', async ({ assert }) => {
    const { reporter, flush, sent } = aReporter()
    const messages = Array.from({ length: 305 }, () => aRolled())
    for (const message of messages) reporter.created(message)
    await settled()
    await flush()
    const ids = sent.flat().map(({ messageId }) => messageId)
    assert.deepEqual(
      ids,
      messages.slice(5).map(({ id }) => id)
    )
    for (const events of sent) assert.isBelow(JSON.stringify(events).length, 30_000)
  })

  test('standing by keeps what a takeover needs: the last 120 seconds', async ({ assert }) => {
    const world = new FakeWorld()
    const { reporter, flush, sent } = aReporter(world)
    const fresh = aRolled()
    reporter.created(aRolled(), Date.now() - 125_000)
    reporter.created(fresh)
    reporter.standBy()
    await settled()
    await flush()
    assert.deepEqual(
      sent.flat().map(({ messageId }) => messageId),
      [fresh.id]
    )
  })

  test('a page that was just opened looks back over the log', async ({ assert }) => {
    const world = new FakeWorld()
    const recent = aRolled({ timestamp: Date.now() - 30_000 })
    world.messages.push(aRolled({ timestamp: Date.now() - 300_000 }), recent)
    const { reporter, flush, sent } = aReporter(world)
    reporter.readRecent()
    await settled()
    await flush()
    assert.deepEqual(
      sent.flat().map(({ messageId }) => messageId),
      [recent.id]
    )
  })

  test('a server that settles nothing is not asked for ever', async ({ assert }) => {
    const { reporter } = aReporter()
    reporter.created(aRolled())
    await settled()
    let asked = 0
    await reporter.flush(async () => {
      asked += 1
      return { accepted: [], rejected: [] }
    })
    assert.equal(asked, 1)
  })
})
