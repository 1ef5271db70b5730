import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import type { Page } from 'playwright'
import { SaveSafety } from '#gamification/safety/save_safety'
import { sql } from '#tests/functional/foundry/support'
import {
  begun,
  commandsOf,
  executePending,
  executionResult,
  settled,
} from '#tests/functional/gamification/game'
import { createStage, type TestStage } from '#tests/support/fixtures'
import { axe, picture } from '#tests/support/table/looks'
import { ARIA, GENERATIONS, TableStage } from '#tests/support/table/table_stage'
import { until } from '#tests/support/until'

/** Below the stand-in's first token: a scratch that everybody sees. */
const SCRATCH = { actor: { id: ARIA, name: 'Aria Thornwood' }, change: -5 }

const isInCombat = async (campaignId: string) => {
  const [row] = await sql().run<{ is_in_combat: boolean }>(
    'SELECT is_in_combat FROM foundry_connections WHERE campaign_id = $1 AND is_active',
    [campaignId]
  )
  return row?.is_in_combat
}
const untilFight = (campaignId: string, isOn: boolean) =>
  until(`a fight is ${isOn ? 'on' : 'over'}, as the server knows`, async () =>
    (await isInCombat(campaignId)) === isOn ? true : null
  )
/** What a GM presses to get on with the fight. */
const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
const state = (page: Page, words: string) =>
  page.getByTestId('fight-state').getByText(words, { exact: true }).waitFor()

test.group('The table | fights', (group) => {
  let stage: TableStage
  let game: TestStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  /** A GM in charge, of a campaign that is quiet in fights. */
  const seat = async (generation: 13 | 14) => {
    game = await createStage(sql(), {
      event: {
        mode: 'immediate',
        trigger_id: 'manual',
        action_id: 'stat_modify',
        action_settings: JSON.stringify(SCRATCH),
      },
    })
    const safety = await app.container.make(SaveSafety)
    await safety.execute(game.campaignId, { quietInCombat: true, quietScenes: [], characters: [] })
    await stage.begin({ generation }, { id: game.campaignId, ownerId: game.ownerId })
    const gm = await stage.gm()
    await stage.says(gm.page, 'in charge')
    await gm.page.getByRole('button', { name: 'Close' }).click()
    return gm
  }
  /** A goal is reached, and its action is due. */
  const reach = async () => {
    const reached = await begun(game)
    await executePending()
    return reached
  }

  test('generation {$self}: what is reached in a fight is refunded, and the next one works')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      const gm = await seat(generation)
      const player = await stage.player()
      await state(player, 'No fight')
      assert.equal(await player.getByTestId('fight').count(), 0, 'a player leads no fight')

      // One that is set up has not begun.
      await press(gm.page, 'Set up a fight')
      await state(player, 'A fight is set up')
      const before = await reach()
      await gm.page.getByTestId(`token-${ARIA}`).getByText('15/24 HP').waitFor()
      await until('the table has answered', async () => {
        const [said] = await settled(before.redemptions)
        return said === 'fulfil_pending completed' ? true : null
      })

      await press(gm.page, 'Begin the fight')
      await state(player, 'A fight is on, round 1')
      await untilFight(game.campaignId, true)
      await press(gm.page, 'Next round')
      await state(player, 'A fight is on, round 2')
      const refused = await reach()
      assert.lengthOf(await commandsOf(refused.id), 0)
      assert.deepEqual(await settled(refused.redemptions), ['refund_pending quiet_time'])
      assert.deepEqual(await executionResult(refused.id), {
        message: 'It is a quiet time: a fight is on.',
      })
      assert.deepEqual(await axe(gm.page), [])
      await picture(gm.page, `fight_${generation}`)

      await press(gm.page, 'End the fight')
      await state(player, 'No fight')
      await untilFight(game.campaignId, false)
      await reach()
      await player.getByTestId(`token-${ARIA}`).getByText('10/24 HP').waitFor()
      assert.deepEqual(stage.problems, [])
    })

  test('a fight that begins while nobody is in charge is told by whoever takes over', async ({
    assert,
  }) => {
    const gm = await seat(13)
    const other = await stage.gm('gm2')
    await stage.says(other.page, 'another GM tab')
    await other.page.getByRole('button', { name: 'Close' }).click()

    // The lease is free, and whoever wants it cannot ask for it yet.
    stage.way.leaves = (path) => !path.startsWith('/heartbeat')
    await gm.page.close()
    await press(other.page, 'Set up a fight')
    await press(other.page, 'Begin the fight')
    await state(other.page, 'A fight is on, round 1')
    assert.isFalse(await isInCombat(game.campaignId))

    stage.way.leaves = () => true
    await untilFight(game.campaignId, true)
    assert.deepEqual(stage.problems, [])
  })
})
