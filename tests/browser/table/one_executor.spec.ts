import { isDeepStrictEqual } from 'node:util'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { withSettings } from '#tests/functional/foundry/support'
import { sleeper } from '#tests/support/table/page_faults'
import {
  ARIA,
  GENERATIONS,
  GOBLIN,
  hitPointsOf,
  TableStage,
} from '#tests/support/table/table_stage'
import type { TabletopState } from '#tests/support/tabletop'
import { until } from '#tests/support/until'

const LEDGER = 'crowdcrit.ledger'
/** Long enough to fall asleep before the tabletop's answer. */
const LATENCY_MS = 500
/** Seconds that a lease outlives its stream. */
const CLOSED_STREAM = 10
const THUNDER = 'playlistStorm001.soundThunder0001'
/** Whether the effect of an interrupted one took place cannot be seen afterwards. */
const UNTRACEABLE = ['stat.modify', 'sound.play']

/** Over what the page falls asleep: the tabletop has it, and the page has not learnt of that. */
const NAPS = [
  { what: 'its note', hasArrived: ({ settings }: TabletopState) => LEDGER in settings, effects: 0 },
  { what: 'the effect', hasArrived: ({ sounds }: TabletopState) => sounds.length > 0, effects: 1 },
]

test.group('The table | two GMs, one of them twice, and a player', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  /** The page has heard what is in the ledger, as others have within the time that a lease outlives its tab. */
  const caughtUp = (page: Page) =>
    until('the page has heard', async () => {
      const { settings } = await stage.tabletop.state()
      const heard = await page.evaluate(() => window.game.settings.get('crowdcrit', 'ledger'))
      return isDeepStrictEqual(heard, settings[LEDGER])
    })

  test('generation {$self}: each command once, whoever goes away')
    .with([...GENERATIONS])
    .run(async ({ assert, cleanup }, generation) => {
      await stage.begin({ generation })
      cleanup(await withSettings({ closedStream: CLOSED_STREAM }))
      const gm = await stage.gm('gm')
      const second = await stage.tab(gm)
      const other = await stage.gm('gm2')
      const player = await stage.player()
      await stage.says(gm.page, 'in charge')
      for (const page of [second, other.page]) await stage.says(page, 'another GM tab')
      const { tabs, actors } = await stage.tabletop.state()
      assert.lengthOf(tabs, 4)
      const before = hitPointsOf(actors, ARIA)

      const texts: string[] = []
      const orders: { type: string; id: string }[] = []
      const play = async () => {
        const text = `Line ${texts.length + 1}`
        texts.push(text)
        for (const [type, payload] of [
          ['chat.send', { text, as: 'gm' }],
          ['sound.play', { soundId: THUNDER }],
          ['stat.modify', { actorId: ARIA, delta: -1 }],
          ['token.spawn', { actorId: GOBLIN, count: 1 }],
        ] as const) {
          orders.push({ type, id: await stage.order(type, payload) })
        }
        await stage.tabletop.roll({ user: 'ada', actor: ARIA, natural: 20 })
      }
      const counts = async () => {
        const answered = new Map<string, number>()
        for (const { type, id } of orders) {
          const { status } = await stage.outcome(id)
          const allowed = UNTRACEABLE.includes(type) ? ['done', 'uncertain'] : ['done']
          assert.oneOf(status, allowed, type)
          answered.set(`${type} ${status}`, (answered.get(`${type} ${status}`) ?? 0) + 1)
        }
        return (type: string, status: string) => answered.get(`${type} ${status}`) ?? 0
      }

      /** The tab in charge goes away in the middle of its work. */
      const leave = async (page: Page, successor: Page) => {
        await Promise.all([play(), play(), page.close()])
        // What the ten seconds are for that a lease outlives its stream.
        await caughtUp(successor)
        await stage.passLease(CLOSED_STREAM)
        await stage.says(successor, 'in charge')
        await counts()
      }
      await Promise.all([play(), play()])
      await counts()
      await leave(gm.page, second)
      await leave(second, other.page)
      await player.getByText(String(texts.at(-1))).waitFor()
      await stage.untilRolls(texts.length)

      const after = await stage.tabletop.state()
      const said = after.messages.map(({ content }) => content).filter((text) => text !== '')
      assert.sameMembers(said, texts)
      const goblins = after.scene.tokens.filter(({ actorId }) => actorId === GOBLIN)
      assert.lengthOf(goblins, 1 + texts.length)
      const count = await counts()
      for (const [type, effects] of [
        ['sound.play', after.sounds.length],
        ['stat.modify', before - hitPointsOf(after.actors, ARIA)],
      ] as const) {
        assert.isAtLeast(effects, count(type, 'done'), type)
        assert.isAtMost(effects, count(type, 'done') + count(type, 'uncertain'), type)
      }
      const uncertain = UNTRACEABLE.reduce((sum, type) => sum + count(type, 'uncertain'), 0)
      assert.isAtMost(uncertain, 2, 'one at most for each that left')
      assert.lengthOf(await stage.rolls(), texts.length)
      assert.deepEqual(stage.problems, [])
    })

  test(
    'generation {$self}: a tab that is closed gives its place up at once, but not in the middle of a command'
  )
    .with([...GENERATIONS])
    .run(async ({ assert, cleanup }, generation) => {
      await stage.begin({ generation })
      cleanup(await withSettings({ closedStream: CLOSED_STREAM }))
      const gm = await stage.gm('gm')
      const second = await stage.tab(gm)
      await stage.says(gm.page, 'in charge')
      await stage.says(second, 'another GM tab')
      await gm.page.goto('about:blank')
      await stage.says(second, 'in charge')

      const third = await stage.tab(gm)
      await stage.says(third, 'another GM tab')
      await stage.tabletop.switch({ latencyMs: LATENCY_MS })
      const order = await stage.order('sound.play', { soundId: THUNDER })
      await until(
        'its note has arrived',
        async () => LEDGER in (await stage.tabletop.state()).settings
      )
      await second.goto('about:blank')
      await stage.tabletop.switch({ latencyMs: 0 })
      await caughtUp(third)
      assert.equal((await stage.stateOf(order)).status, 'delivered')
      await stage.says(third, 'another GM tab')
      await stage.passLease(CLOSED_STREAM)
      await stage.says(third, 'in charge')
      assert.equal((await stage.outcome(order)).status, 'uncertain')
      assert.isAtMost((await stage.tabletop.state()).sounds.length, 1)
      assert.deepEqual(stage.problems, [])
    })

  test(
    'generation {generation}: a tab that falls asleep over {what} leaves it to the one that takes over'
  )
    .with(GENERATIONS.flatMap((generation) => NAPS.map((nap) => ({ generation, ...nap }))))
    .run(async ({ assert }, { generation, hasArrived, effects }) => {
      await stage.begin({ generation })
      const first = await stage.gm('gm')
      const second = await stage.gm('gm')
      await stage.says(first.page, 'in charge')
      await stage.says(second.page, 'another GM tab')

      const { freeze, thaw } = await sleeper(first.page)
      await stage.tabletop.switch({ latencyMs: LATENCY_MS })
      const order = await stage.order('sound.play', { soundId: THUNDER })
      await until('it has arrived', async () => hasArrived(await stage.tabletop.state()))
      await freeze()
      await stage.tabletop.switch({ latencyMs: 0 })
      await stage.tabletop.roll({ user: 'ada', actor: ARIA, natural: 20 })
      await caughtUp(second.page)
      await stage.passLease(60)
      await stage.says(second.page, 'in charge')
      assert.equal((await stage.outcome(order)).status, 'uncertain')
      const said = await stage.order('chat.send', { text: 'Meanwhile', as: 'gm' })
      assert.equal((await stage.outcome(said)).status, 'done')

      await thaw()
      await stage.says(first.page, 'another GM tab')
      const next = await stage.order('chat.send', { text: 'Afterwards', as: 'gm' })
      assert.equal((await stage.outcome(next)).status, 'done')
      const { sounds, messages } = await stage.tabletop.state()
      assert.lengthOf(sounds, effects)
      const texts = messages.map(({ content }) => content).filter((text) => text !== '')
      assert.deepEqual(texts, ['Meanwhile', 'Afterwards'])
      assert.lengthOf(await stage.rolls(), 1)
      assert.deepEqual(stage.problems, [])
    })
})
