import { test } from '@japa/runner'
import type { Locator, Page } from 'playwright'
import User from '#accounts/user'
import { forgetLimits } from '#tests/functional/foundry/support'
import { PlayingTable } from '#tests/functional/gamification/actions/playing_table'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'

/** A table that answers whatever it is asked, until it is closed. */
async function answering(stage: TestStage) {
  const table = await PlayingTable.open(stage)
  table.world.settings.macros = { ids: ['confetti'] }
  let isOpen = true
  const playing = (async () => {
    while (isOpen) {
      await table.play()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  return {
    table,
    close: async () => {
      isOpen = false
      await playing
    },
  }
}

/** What opens the list of a picker. */
const picker = (where: Page | Locator, label: string) =>
  where.getByRole('button', { name: new RegExp(`^${label}\\*?$`) })

const saved = async (name: string) => {
  const [row] = await testSql().run<{ action_settings: unknown; trigger_settings: unknown }>(
    'SELECT action_settings, trigger_settings FROM gamification_events WHERE name = $1',
    [name]
  )
  return row
}

test.group('The event editor', (group) => {
  let stage: TestStage
  group.each.setup(async () => {
    await emptyDatabase()
    await forgetLimits()
    stage = await createStage(testSql())
  })

  test('picks from the world, tries a sequence, and saves it', async ({
    browserContext,
    assert,
    cleanup,
  }) => {
    const { table, close } = await answering(stage)
    cleanup(close)
    await browserContext.loginAs(await User.findOrFail(stage.ownerId))
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${stage.campaignId}/events/new?template=thunder`)
    await page.getByRole('textbox', { name: 'Name' }).fill('A storm')
    await page.getByRole('radio', { name: 'Several things' }).click()

    await page.getByRole('button', { name: 'Add a part' }).click()
    await page.getByRole('combobox', { name: 'Part 1' }).click()
    await page.getByRole('option', { name: 'Play a sound' }).click()
    await picker(page, 'Sound').click()
    await page.getByRole('option', { name: 'Storm: Thunder' }).click()

    await page.getByRole('button', { name: 'Add a part' }).click()
    const second = page.locator('[data-step="2"]')
    await page.getByRole('combobox', { name: 'Part 2' }).click()
    await page.getByRole('option', { name: 'Put on a condition' }).click()
    await picker(second, 'On whom').click()
    await page.getByRole('option', { name: 'Aria Thornwood' }).click()
    await picker(second, 'Condition').click()
    await page.getByRole('option', { name: 'Prone' }).click()

    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('Play a sound: The table can do it.').waitFor()
    await page.getByText('Put on a condition: The table can do it.').waitFor()
    assert.lengthOf(table.world.played, 0)
    await screen.check('event_sequence')

    await page.getByRole('button', { name: 'Create event' }).click()
    await page.getByText('“A storm” is made.').first().waitFor()
    assert.deepEqual(await saved('A storm'), {
      action_settings: {
        steps: [
          {
            actionId: 'play_sound',
            settings: { sound: { id: 'list.thunder', name: 'Storm: Thunder' } },
            delaySeconds: 0,
          },
          {
            actionId: 'status_effect',
            settings: {
              actor: { id: 'aria', name: 'Aria Thornwood' },
              status: { id: 'prone', name: 'Prone' },
            },
            delaySeconds: 0,
          },
        ],
      },
      trigger_settings: {},
    })
    screen.assertClean('a sequence')
  })

  test('says what the world cannot do, and what is missing', async ({ browserContext, assert }) => {
    const table = await PlayingTable.open(stage)
    await table.tab.hello({ capabilities: ['roll.invert', 'chat.send', 'stat.modify'] })
    await browserContext.loginAs(await User.findOrFail(stage.ownerId))
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${stage.campaignId}/events/new?template=voice_of_the_crowd`)

    const sound = page.getByRole('radio', { name: 'Play a sound' })
    assert.isTrue(await sound.isDisabled())
    await page.getByText('cannot do this. Update it').first().waitFor()
    await page.getByRole('radio', { name: 'Change a number' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Blood price')
    await page.getByRole('button', { name: 'Create event' }).click()
    await page.getByText(/needs a roll/).waitFor()
    await screen.check('event_lacking')
  })
})
