import { test } from '@japa/runner'
import User from '#accounts/user'
import { Screen } from '#tests/support/browser'
import { packStage } from '#tests/functional/packs/stage'

test.group('Screens | preview of a card pack', (group) => {
  group.each.timeout(90_000)

  test('a streamer sees how a pack opens, and has it again', async ({ browserContext, assert }) => {
    const { streamer } = await packStage()
    await browserContext.loginAs(await User.findOrFail(streamer.id))
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/streamers/${streamer.id}/packs`)
    await page.getByRole('button', { name: 'Preview' }).click()

    const pack = page.frameLocator('iframe').locator('.packs')
    await pack.getByText('Ada opens a pack').waitFor()
    await page.frameLocator('iframe').locator('.badge-test').waitFor()
    await screen.check('pack_preview')
    await page.frameLocator('iframe').locator('.packs').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Again' }).click()
    await pack.getByText('Ada opens a pack').waitFor()
    screen.assertClean('the preview')
  })
})
