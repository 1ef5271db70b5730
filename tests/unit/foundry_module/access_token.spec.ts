import { test } from '@japa/runner'
import { AccessToken } from '../../../foundry_module/src/bridge/access_token.ts'
import { ConnectionStore } from '../../../foundry_module/src/bridge/saved_connection.ts'
import { FakeWorld } from '../../support/foundry_module/fake_world.js'

const DAY = 24 * 3600_000

/** The server's rules: the first use of a successor ends its predecessor, and an unused one is replaced. */
class TokenDesk {
  #made = 0
  #predecessors = new Map<string, string>()
  readonly alive = new Set(['t0'])
  asked = 0

  rotate(token: string) {
    this.asked += 1
    this.use(token)
    for (const [successor, of] of this.#predecessors) {
      if (of === token) this.alive.delete(successor)
    }
    const made = `t${++this.#made}`
    this.#predecessors.set(made, token)
    this.alive.add(made)
    return made
  }

  use(token: string) {
    if (!this.alive.has(token)) throw new Error(`${token} was refused`)
    const predecessor = this.#predecessors.get(token)
    if (predecessor === undefined) return
    this.#predecessors.delete(token)
    this.alive.delete(predecessor)
  }
}

/** A browser's storage with a token of some age; tabs of it share what is stored. */
async function aBrowser(days: number) {
  const desk = new TokenDesk()
  const world = new FakeWorld()
  const store = new ConnectionStore(world)
  const campaign = { id: 'campaign-1', name: 'The Emberfall Road' }
  await store.save({
    url: 'https://crowdcrit.example',
    token: 't0',
    previous: null,
    issuedAt: Date.now() - days * DAY,
    connectionId: 'connection-1',
    campaign,
  })

  const openTab = async (alone?: (work: () => Promise<void>) => Promise<void>) => {
    const saved = await store.load()
    if (!saved) throw new Error('nothing is stored')
    const access = new AccessToken(store, saved, alone)
    return {
      access,
      maintain: (before = async () => {}, after = async () => {}) =>
        access.maintain(async () => {
          await before()
          const token = desk.rotate(access.current)
          await after()
          return token
        }),
      /** Asks the server for anything, as the bridge's client does; false when locked out. */
      async ask() {
        for (;;) {
          const token = access.current
          if (desk.alive.has(token)) {
            desk.use(token)
            access.worked(token)
            return true
          }
          if (!(await access.refused(token))) return false
        }
      },
    }
  }
  return { desk, world, store, openTab }
}

const unguarded = (work: () => Promise<void>) => work()

test.group('Access token', () => {
  test('is left alone for a week, then replaced and proven', async ({ assert }) => {
    const young = await aBrowser(6)
    const youngTab = await young.openTab()
    await youngTab.maintain()
    assert.equal(young.desk.asked, 0)

    const { desk, store, openTab } = await aBrowser(8)
    const tab = await openTab()
    await tab.maintain()
    assert.deepInclude(await store.load(), { token: 't1', previous: 't0' })
    assert.isTrue(desk.alive.has('t0'))

    await tab.maintain()
    assert.deepInclude(await store.load(), { token: 't1', previous: 't0' }, 'not proven yet')

    assert.isTrue(await tab.ask())
    await tab.maintain()
    assert.deepInclude(await store.load(), { token: 't1', previous: null })
    assert.deepEqual([...desk.alive], ['t1'])
    await tab.maintain()
    assert.equal(desk.asked, 1)
  })

  test('a browser that was paired by an older version has it replaced', async ({ assert }) => {
    const { world, desk, openTab } = await aBrowser(0)
    const stored = JSON.stringify(world.settings).replace(/"(previous|issuedAt)":\w+,/g, '')
    world.settings = JSON.parse(stored)

    const tab = await openTab()
    await tab.maintain()
    assert.isTrue(await tab.ask())
    assert.deepEqual([...desk.alive], ['t1'])
  })

  test('a crash at any step leaves one that works', async ({ assert }) => {
    const crash = () => new Promise<void>(() => {})
    const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>()
    const steps = {
      'before the server is asked': async (browser: Awaited<ReturnType<typeof aBrowser>>) => {
        const tab = await browser.openTab(unguarded)
        void tab.maintain(crash)
      },
      'before the answer': async (browser: Awaited<ReturnType<typeof aBrowser>>) => {
        const tab = await browser.openTab(unguarded)
        void tab.maintain(undefined, async () => {
          isAsked()
          await crash()
        })
        await asked
      },
      'before its first use': async (browser: Awaited<ReturnType<typeof aBrowser>>) => {
        const tab = await browser.openTab(unguarded)
        await tab.maintain()
      },
      'after its first use': async (browser: Awaited<ReturnType<typeof aBrowser>>) => {
        const tab = await browser.openTab(unguarded)
        await tab.maintain()
        await tab.ask()
      },
    }

    for (const [step, until] of Object.entries(steps)) {
      const browser = await aBrowser(8)
      await until(browser)
      const reloaded = await browser.openTab(unguarded)
      assert.isTrue(await reloaded.ask(), step)
      for (let i = 0; i < 2; i++) {
        await reloaded.maintain()
        assert.isTrue(await reloaded.ask(), step)
      }
      await reloaded.maintain()
      const stored = await browser.store.load()
      assert.deepEqual([...browser.desk.alive], [stored?.token], step)
      assert.isNull(stored?.previous, step)
    }
  })

  test('what cannot be stored is not used', async ({ assert }) => {
    const { desk, world, openTab } = await aBrowser(8)
    const tab = await openTab()
    world.beforeWrite = () => {
      throw new Error('the disk is full')
    }
    await assert.rejects(() => tab.maintain(), 'the disk is full')

    assert.equal(tab.access.current, 't0')
    assert.isTrue(await tab.ask())
    await tab.maintain()
    assert.equal(desk.asked, 1, 'and the server is not asked again and again')
  })

  test('of two tabs one asks, the other follows', async ({ assert }) => {
    const { desk, openTab } = await aBrowser(8)
    const [first, second] = [await openTab(), await openTab()]

    await Promise.all([first.maintain(), second.maintain()])
    assert.equal(desk.asked, 1)
    assert.isTrue(await first.ask())
    assert.isTrue(await second.ask(), 'with the token it had no more')
    assert.equal(second.access.current, 't1')
  })

  test('two tabs without locks end with one token that works', async ({ assert }) => {
    // Every order in which the two answers, the two first uses and a step between can come.
    for (let order = 0; order < 32; order++) {
      const { desk, store, openTab } = await aBrowser(8)
      const tabs = [await openTab(unguarded), await openTab(unguarded)]
      const held = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const rotations = tabs.map((tab, i) =>
        tab.maintain(undefined, async () => {
          await held[i]?.promise
        })
      )
      const first = order & 1
      for (const i of [first, 1 - first]) {
        held[i]?.resolve()
        await rotations[i]
        if (order & (2 << i)) assert.isTrue(await tabs[i]?.ask(), `order ${order}`)
        if (order & (8 << i)) await tabs[i]?.maintain()
      }

      for (const tab of [...tabs, await openTab(unguarded)]) {
        assert.isTrue(await tab.ask(), `order ${order}`)
      }
      const stored = await store.load()
      assert.isTrue(desk.alive.has(stored?.token ?? ''), `order ${order}`)
    }
  })

  test('without another one, refused is refused', async ({ assert }) => {
    const { desk, store, openTab } = await aBrowser(8)
    const tab = await openTab()
    await tab.maintain()
    desk.alive.clear()
    assert.isFalse(await tab.ask())
    assert.isFalse(await tab.ask())
    assert.isNotNull(await store.load())
  })
})
