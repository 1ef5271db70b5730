import { test } from '@japa/runner'
import { ConnectionStore } from '../../../foundry_module/src/bridge/saved_connection.ts'
import { FakeWorld } from '../../support/foundry_module/fake_world.js'

const saved = {
  url: 'https://crowdcrit.example',
  token: 'secret',
  previous: null,
  issuedAt: 1,
  connectionId: 'c',
  campaign: { id: '1', name: 'One' },
}

/** What a person gets who copies the world's folder and opens it in the same browser. */
function copyOf(world: FakeWorld) {
  const copy = new FakeWorld()
  copy.worldId = 'emberfall-copy'
  copy.settings = structuredClone(world.settings)
  return copy
}

test.group('Foundry module | a copied world', () => {
  test('is told from the one it was copied from', async ({ assert }) => {
    const world = new FakeWorld()
    const store = new ConnectionStore(world)
    const name = await store.instanceId()
    await store.save(saved)
    assert.isFalse(store.isCopied)

    const copy = new ConnectionStore(copyOf(world))
    assert.isTrue(copy.isCopied)
    assert.equal(await copy.instanceId(), name)
    assert.isTrue(copy.isCopied)
  })

  test('gets a name of its own, and leaves the other pairing alone', async ({ assert }) => {
    const world = new FakeWorld()
    const original = new ConnectionStore(world)
    await original.save(saved)
    const copiedWorld = copyOf(world)
    const copy = new ConnectionStore(copiedWorld)

    await copy.becomeOwn()

    assert.isFalse(copy.isCopied)
    assert.notEqual(await copy.instanceId(), await original.instanceId())
    assert.isNull(await copy.load())
    // In one browser both read the same storage: the original still finds its key.
    world.settings.connections = copiedWorld.settings.connections
    assert.equal((await original.load())?.token, 'secret')
  })

  test('after a crash in between it is still a copy, and asks again', async ({ assert }) => {
    const world = new FakeWorld()
    await new ConnectionStore(world).save(saved)
    const copiedWorld = copyOf(world)
    const copy = new ConnectionStore(copiedWorld)
    copiedWorld.beforeWrite = (what) => {
      if (what === 'setting instanceWorld') throw new Error('crash')
    }
    await assert.rejects(() => copy.becomeOwn(), 'crash')

    copiedWorld.beforeWrite = () => {}
    assert.isTrue(copy.isCopied)
    assert.isNull(await copy.load())
    await copy.becomeOwn()
    assert.isFalse(copy.isCopied)
  })

  test('a world named by an older module is taken for what it is now', async ({ assert }) => {
    const world = new FakeWorld()
    world.settings.instanceId = 'older'
    const store = new ConnectionStore(world)
    assert.equal(await store.instanceId(), 'older')
    assert.isFalse(store.isCopied)
    assert.equal(world.settings.instanceWorld, 'emberfall')
  })
})
