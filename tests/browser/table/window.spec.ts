import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import type { Page } from 'playwright'
import { RevokeBrowser } from '#foundry/page/revoke_browser'
import { approve, sql } from '#tests/functional/foundry/support'
import { createCampaign } from '#tests/support/fixtures'
import { axe, picture } from '#tests/support/table/looks'
import { ARIA, GENERATIONS, hitPointsOf, TableStage } from '#tests/support/table/table_stage'

const CONFETTI = 'macroConfetti001'
const FOG = 'macroFog00000001'

test.group('The table | the connection window', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  /** As a person does it, with the approval said on the server. */
  const pairByHand = async (page: Page, campaign: { id: string; ownerId: string }) => {
    const popup = page.waitForEvent('popup')
    await page.getByTestId('crowdcritConnect').click()
    const approval = await popup
    const code = (await page.getByTestId('crowdcrit-code').textContent()) ?? ''
    const isThere = new URL(approval.url()).searchParams.get('code') === code
    await approval.close()
    await approve(code, campaign)
    await stage.says(page, 'in charge')
    return isThere
  }

  test('generation {$self}: paired by its code, revoked, and paired again')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const context = await stage.person()
      // What the approval page is like is another spec's.
      await context.route('**/foundry/pair?code=*', (route) => route.fulfill({ body: 'Approve?' }))
      const page = await stage.tab({ context })
      const campaign = await createCampaign(sql())
      assert.isTrue(await pairByHand(page, campaign), 'the code is in the address')

      const [token] = await sql().run<{ id: string }>(
        `SELECT t.id FROM foundry_tokens t JOIN foundry_connections c ON c.id = t.connection_id
         WHERE c.campaign_id = $1`,
        [campaign.id]
      )
      const revoke = await app.container.make(RevokeBrowser)
      assert.isTrue(await revoke.execute(campaign.id, String(token?.id)))
      await stage.says(page, 'Pair again')
      await page.getByTestId('crowdcritDisconnect').click()
      await pairByHand(page, campaign)
      assert.deepEqual(stage.problems, [])
    })

  test('generation {$self}: a macro runs when the GM has ticked it, and only then')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const { page } = await stage.gm()
      await stage.says(page, 'in charge')
      const run = async (macroId: string) =>
        stage.outcome(await stage.order('macro.run', { macroId }))
      const list = page.getByTestId('crowdcrit-macros')
      await list.locator('summary').click()
      await list.getByLabel('Confetti').check()
      assert.equal((await run(CONFETTI)).status, 'done')
      assert.isTrue(await list.getByLabel('Confetti').isVisible())
      assert.deepEqual(await axe(page), [])
      await picture(page, 'window_macros')

      await page.reload()
      await stage.openWindow(page)
      await stage.says(page, 'in charge')
      assert.equal((await run(CONFETTI)).status, 'done')
      assert.equal((await run(FOG)).result?.code, 'macro_not_allowed')
      assert.deepEqual((await stage.tabletop.state()).sounds, ['Confetti', 'Confetti'])
    })

  test('generation {$self}: the GM undoes, pauses and stops everything, from any tab')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const gm = await stage.gm()
      const other = await stage.tab(gm)
      await stage.says(gm.page, 'in charge')
      await stage.says(other, 'another GM tab')
      const before = hitPointsOf((await stage.tabletop.state()).actors, ARIA)
      for (const [type, payload] of [
        ['stat.modify', { actorId: ARIA, delta: -7 }],
        ['gm.whisper', { text: 'Psst' }],
      ] as const) {
        assert.equal((await stage.outcome(await stage.order(type, payload))).status, 'done')
      }

      const list = other.getByTestId('crowdcrit-activity')
      await list.getByText('Whisper to the GMs').waitFor()
      assert.equal(await list.getByRole('button').count(), 1)
      await picture(other, 'window_recent')
      await list.getByRole('button', { name: 'Undo: Change a number' }).click()
      await list.getByText('undone').waitFor()
      assert.equal(hitPointsOf((await stage.tabletop.state()).actors, ARIA), before)
      assert.equal(await list.getByRole('button').count(), 0)

      await other.getByTestId('crowdcritPause').click()
      await stage.says(gm.page, 'Paused')
      const held = await stage.order('chat.send', { text: 'After the break', as: 'gm' })
      await gm.page.getByTestId('tool-crowdcritPauseTool').press('Enter')
      await stage.says(gm.page, 'reports rolls')
      assert.equal((await stage.outcome(held)).status, 'done')

      await gm.page.getByTestId('crowdcritPanic').click()
      assert.deepEqual(await axe(gm.page), [])
      await picture(gm.page, 'window_panic')
      await gm.page.getByTestId('crowdcritPanicYes').click()
      await stage.says(gm.page, 'Paused')
      const [campaign] = await sql().run<{ isStopped: boolean }>(
        'SELECT panic_since IS NOT NULL AS "isStopped" FROM campaigns WHERE id = $1',
        [stage.paired.campaign.id]
      )
      assert.isTrue(campaign?.isStopped)
      const late = await stage.order('chat.send', { text: 'Never', as: 'gm' })
      await gm.page.reload()
      await stage.openWindow(gm.page)
      await stage.says(gm.page, /Paused|standing by/)
      assert.equal((await stage.stateOf(late)).status, 'queued')
      const { messages } = await stage.tabletop.state()
      const said = messages.map(({ content }) => content)
      assert.sameMembers(said, ['Psst', 'After the break'])
      assert.deepEqual(stage.problems, [])
    })
})
