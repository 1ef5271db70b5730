import { test } from '@japa/runner'
import fc from 'fast-check'
import type { Page } from 'playwright'
import { RESULT_STATUSES } from '#foundry/protocol'
import { hostilePayload, hostileType } from '#tests/support/foundry_module/hostile_payloads'
import { ARIA, GENERATIONS, TableStage } from '#tests/support/table/table_stage'

/** What viewers call themselves, and what is to be read of it. */
const NAMES = [
  { name: '<img src onerror="hacked=1">', shown: '<img src onerror="hacked=1">' },
  { name: '\u202Egnp.live\u2066\u200Fabc\u2069', shown: 'gnp.liveabc' },
  { name: '</em><script>hacked=1</script>', shown: '</em><script>hacked=1</script>' },
  { name: '[[/roll 99d99]] @UUID[x]{y}', shown: '[[/roll 99d99]] @UUID[x]{y}' },
  { name: 'a\u0301\u0302\u0303\u0304\u0305\u0306\u0307b', shown: 'á\u0302\u0303\u0304b' },
] as const
/** One of which rewrites turned rolls, and one that supersedes them. */
const CASES = [
  { generation: 13, system: 'pf2e' },
  { generation: 14, system: 'dnd5e' },
] as const
/** `FUZZ_RUNS=1000 npm test -- browser --files=table/hostile_text` for a long run. */
const ORDERS = Number(process.env.FUZZ_RUNS ?? 40)
const KNOWN = [ARIA, 'prone', 'sceneBridge00001', 'rolled', 'statuses', 3, -3]
const BIDIRECTIONAL = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/

test.group('The table | hostile names and texts', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  const drawn = (page: Page) =>
    page.locator('.chat-message').locator('img, script, a, button').count()

  test('generation {generation}, {system}: viewers’ names and words are shown as text')
    .with([...CASES])
    .run(async ({ assert }, { generation, system }) => {
      await stage.begin({ generation, system })
      const gm = await stage.gm()
      const player = await stage.player()
      await stage.says(gm.page, 'in charge')
      for (const { name } of NAMES) {
        const { _id: messageId } = await stage.tabletop.roll({ user: 'ada', natural: 20 })
        const viewer = { kind: 'instance', label: name, viewer: name } as const
        const target = { messageId, rollIndex: 0, reason: name }
        const turned = await stage.order('roll.invert', target, { origin: viewer })
        const payload = { text: name, as: 'alias', alias: name }
        const text = await stage.order('chat.send', payload, { origin: viewer })
        for (const id of [turned, text]) assert.equal((await stage.outcome(id)).status, 'done')
      }
      for (const page of [gm.page, player]) {
        const marks = page.getByTestId('crowdcrit-mark')
        await marks.nth(NAMES.length - 1).waitFor()
        const names = await marks.locator('em').allTextContents()
        assert.deepEqual(
          names,
          NAMES.map(({ shown }) => shown)
        )
        const log = await page.locator('.chat-message').allTextContents()
        for (const line of log) assert.notMatch(line, BIDIRECTIONAL)
        assert.equal(await drawn(page), 0)
        assert.isFalse(await page.evaluate(() => 'hacked' in window))
      }
      assert.deepEqual(stage.problems, [])
    })

  test(
    'generation {$self}: whatever is ordered is answered, and only what is done changes the world'
  )
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const gm = await stage.gm()
      const player = await stage.player()
      await stage.says(gm.page, 'in charge')
      await gm.page.evaluate(
        (most) => window.game.settings.set('crowdcrit', 'perMinute', most),
        1e9
      )
      const rolled = await stage.tabletop.roll({ user: 'ada', natural: 20 })

      const payloads = hostilePayload([...KNOWN, rolled._id])
      for (const [type, payload] of fc.sample(fc.tuple(hostileType, payloads), ORDERS)) {
        const before = await stage.documents()
        const id = await stage.orderStrange(storable(type), storable(payload))
        const { status } = await stage.outcome(id)
        assert.include(RESULT_STATUSES, status)
        const what = JSON.stringify([type, payload])?.slice(0, 500)
        if (status !== 'done') assert.deepEqual(await stage.documents(), before, what)
      }
      for (const page of [gm.page, player]) {
        assert.equal(await drawn(page), 0)
        assert.isFalse(await page.evaluate(() => 'hacked' in window))
      }
      assert.deepEqual(stage.problems, [])
    })
    .timeout(60_000 + ORDERS * 500)
})

/** Without what PostgreSQL does not take, which can come from nobody. */
function storable<Value>(value: Value): Value {
  const text = (_key: string, inner: unknown) =>
    typeof inner === 'string' ? inner.toWellFormed().replaceAll('\0', '') : inner
  return JSON.parse(JSON.stringify(value, text) ?? 'null')
}
