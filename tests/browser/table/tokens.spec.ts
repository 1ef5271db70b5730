import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import type { Page } from 'playwright'
import { hashSecret } from '#core/ids'
import { RevokeBrowser } from '#foundry/page/revoke_browser'
import { sql } from '#tests/functional/foundry/support'
import { ARIA, GENERATIONS, TableStage } from '#tests/support/table/table_stage'
import { until } from '#tests/support/until'

const EIGHT_DAYS_MS = 8 * 24 * 3600_000

interface TokenRow {
  id: string
  token_hash: string
  rotated_from: string | null
  is_used: boolean
  is_revoked: boolean
}

test.group('The table | tokens', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  /** Oldest first. */
  const tokens = () =>
    sql().run<TokenRow & Record<string, unknown>>(
      `SELECT id, token_hash, rotated_from, last_used_at IS NOT NULL AS is_used,
              revoked_at IS NOT NULL AS is_revoked
       FROM foundry_tokens WHERE connection_id = $1 ORDER BY id`,
      [stage.paired.connectionId]
    )
  const say = (text: string) => stage.order('chat.send', { text, as: 'gm' })

  test('generation {$self}: revoked in the middle of a session, and paired again')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const first = await stage.gm('gm')
      const another = await stage.person()
      await another.clock.install()
      const other = await stage.gm('gm2', another)
      await stage.says(first.page, 'in charge')
      assert.equal((await stage.outcome(await say('Before'))).status, 'done')

      const rows = await tokens()
      const row = rows.find(({ token_hash: hash }) => hash === hashSecret(first.token))
      const revoke = await app.container.make(RevokeBrowser)
      assert.isTrue(await revoke.execute(stage.paired.campaign.id, String(row?.id)))
      await stage.says(first.page, 'Pair again')
      await first.page.getByTestId('notification').getByText('no longer accepts').waitFor()

      // Foundry still has chosen this GM: the other one stands in after a while.
      const waiting = await say('While nobody is in charge')
      const asked = () =>
        stage.way.passed.filter(({ authorization }) => authorization === `Bearer ${first.token}`)
      const before = asked().length
      await stage.tabletop.roll({ user: 'ada', actor: ARIA, natural: 20 })
      await stage.says(other.page, 'no tab is in charge')
      await other.page.clock.runFor(60_000)
      await stage.says(other.page, 'in charge:')
      assert.equal((await stage.outcome(waiting)).status, 'done')
      await stage.untilRolls(1)
      assert.lengthOf(asked(), before)

      await first.page.close()
      const again = await stage.gm('gm', first.context)
      await stage.says(again.page, 'in charge')
      assert.equal((await stage.outcome(await say('After'))).status, 'done')
      const { messages } = await stage.tabletop.state()
      const said = messages.map(({ content }) => content).filter((text) => text !== '')
      assert.deepEqual(said, ['Before', 'While nobody is in charge', 'After'])
      assert.deepEqual(stage.problems, [])
    })

  test('generation {$self}: after a week two tabs of one browser share a new token')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const context = await stage.person()
      await context.clock.install()
      const gm = await stage.gm('gm', context)
      const second = await stage.tab(gm)
      await stage.says(gm.page, 'in charge')
      await stage.says(second, 'another GM tab')
      assert.lengthOf(await tokens(), 1)

      await context.clock.fastForward(EIGHT_DAYS_MS)
      await until('a successor is given out', async () => (await tokens()).length > 1)
      // Long enough for a heartbeat of each, which uses it.
      await context.clock.runFor(30_000)
      const [old, successor] = await until('the old token is replaced', async () => {
        const rows = await tokens()
        return rows[0]?.is_revoked && rows[1]?.is_used ? rows : null
      })
      assert.equal(successor?.rotated_from, old?.id)
      const stored = await until('the one before is forgotten', () => forgotten(gm.page))
      assert.equal(hashSecret(stored), successor?.token_hash)

      // Long enough for a heartbeat of each.
      await context.clock.runFor(30_000)
      await stage.says(gm.page, /in charge|another GM tab/)
      await stage.says(second, /in charge|another GM tab/)
      assert.equal((await stage.outcome(await say('With the new one'))).status, 'done')
      await gm.page.close()
      await stage.says(second, 'in charge')
      assert.equal((await stage.outcome(await say('In the other tab'))).status, 'done')

      assert.lengthOf(await tokens(), 2)
      const late = stage.way.passed.at(-1)
      assert.equal(hashSecret(String(late?.authorization).slice(7)), successor?.token_hash)
      assert.deepEqual(stage.problems, [])
    })

  /** The browser's token, once it keeps no other beside it. */
  const forgotten = (page: Page) =>
    page.evaluate(() => {
      const all: Record<string, { token: string; previous: string | null }> = JSON.parse(
        localStorage.getItem('crowdcrit.connections') ?? '{}'
      )
      const [saved] = Object.values(all)
      return saved?.previous === null ? saved.token : null
    })
})
