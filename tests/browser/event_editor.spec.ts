import { test } from '@japa/runner'
import type { Locator, Page } from 'playwright'
import { forgetLimits } from '#tests/functional/foundry/support'
import { PlayingTable } from '#tests/functional/gamification/actions/playing_table'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'
import { answering } from '#tests/support/screens/answering_table'
import { signIn } from '#tests/support/screens/sign_in'

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
    await signIn(browserContext, { id: stage.ownerId })
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
    await page.getByText('join in, several things happen.').waitFor()
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
    await signIn(browserContext, { id: stage.ownerId })
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

  test('builds a rule of one’s own from conditions', async ({ browserContext, assert }) => {
    await signIn(browserContext, { id: stage.ownerId })
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${stage.campaignId}/events/new?template=voice_of_the_crowd`)
    await page.getByRole('textbox', { name: 'Name' }).fill('Generous')
    await page.getByRole('radio', { name: 'On the channel' }).click()
    await page.getByRole('combobox', { name: 'What happens' }).click()
    await page.getByRole('option', { name: 'a raid' }).click()
    await page.getByRole('spinbutton', { name: 'At least' }).first().fill('10')
    await page.keyboard.press('Tab')
    await page
      .getByText('the next raid with 10 viewers or more makes a message appear at the table.')
      .waitFor()
    await page.getByRole('radio', { name: 'Your own rule' }).click()
    await page.getByText('whatever your rule fits next makes a message appear').waitFor()
    await page.getByRole('combobox', { name: 'Looks at' }).click()
    await page.getByRole('option', { name: 'a cheer' }).click()
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('spinbutton', { name: 'Condition 1: number' }).fill('500')
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('combobox', { name: 'Condition 2: what' }).click()
    await page.getByRole('option', { name: 'message' }).click()
    await page.getByRole('button', { name: 'Create event' }).click()
    await page.getByText('Say what it is compared with.').waitFor()
    await screen.check('event_rule')

    await page.getByRole('textbox', { name: 'Condition 2: text' }).fill('luck')
    await page.getByRole('button', { name: 'Create event' }).click()
    await page.getByText('“Generous” is made.').first().waitFor()
    assert.containSubset(await saved('Generous'), {
      trigger_settings: {
        source: 'cheer',
        conditions: [
          { field: 'amount', comparison: 'at_least', value: 500 },
          { field: 'message', comparison: 'is', value: 'luck' },
        ],
      },
    })
  })

  test('and what was agreed with the table', async ({ browserContext, assert, cleanup }) => {
    const { close } = await answering(stage)
    cleanup(close)
    await signIn(browserContext, { id: stage.ownerId })
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${stage.campaignId}/safety`)
    await page.getByRole('switch', { name: 'While a fight is on' }).click()
    await picker(page, 'In these scenes').click()
    await page.getByRole('option', { name: 'The road' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Ada: takes part in' }).click()
    await page.getByRole('option', { name: 'Only what is mild' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('It holds from the next action on.').first().waitFor()

    await testSql().run('UPDATE foundry_connections SET is_in_combat = true')
    await screen.visit(`/campaigns/${stage.campaignId}/safety`)
    await page.getByText('Quiet right now').waitFor()
    await screen.check('safety')
  })
})
