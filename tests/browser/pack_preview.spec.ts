import { test } from '@japa/runner'
import { Screen } from '#tests/support/browser'
import { signIn } from '#tests/support/screens/sign_in'
import { packStage } from '#tests/functional/packs/stage'

test.group('Screens | preview of a card pack', (group) => {
  group.each.timeout(90_000)

  test('a streamer sees how a pack opens, and has it again', async ({ browserContext, assert }) => {
    const { streamer } = await packStage()
    await signIn(browserContext, streamer)
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
