import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { TableStage } from '#tests/support/table/table_stage'

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
const BIDIRECTIONAL = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/

test.group('The table | hostile names and texts', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  test('generation {generation}, {system}: viewers’ names and words are shown as text')
    .with(CASES)
    .run(async ({ assert }, { generation, system }) => {
      await stage.begin({ generation, system })
      const gm = await stage.gm()
      const player = await stage.player()
      await stage.says(gm.page, 'in charge')
      const drawn = (page: Page) =>
        page.locator('.chat-message').locator('img, script, a, button').count()

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
})
