import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { Clock } from '#core/clock'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { signIn } from '#tests/support/screens/sign_in'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { listening, polledChannel } from '#tests/functional/channels/polled_channel'

const MINUTE = 60_000

test.group('Polling on the dashboard', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    await emptyDatabase()
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', displayName: 'Mira Streams', broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return async () => {
      app.container.restore(Clock)
      await simulator.stop()
    }
  })

  test('is seen to take over when Twitch’s events stay away, and to step back', async ({
    browserContext,
    assert,
    cleanup,
  }) => {
    const channel = await polledChannel(simulator)
    const { clock, turn, act, row, streamerId } = channel
    // What happens in the next minutes then lies behind whoever looks at the page.
    await clock.wait(-3 * MINUTE)
    const events = await listening(simulator, streamerId)
    cleanup(() => events.stop())
    await act('follow', 'early_bird')
    await events.begin()
    await turn()

    await signIn(browserContext, { id: streamerId })
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/dashboard')
    await screen.page.locator('[data-live="open"]').waitFor()
    const list = (mode: string) =>
      screen.page.locator(`[data-list="followers"][data-mode="${mode}"]`)
    await list('standing_by').waitFor()

    await events.cut()
    const lost = clock.millis()
    await act('follow', 'unheard')
    while ((await row()).last_listed === 1) {
      await clock.wait(5_000)
      await turn()
    }
    assert.isAtMost(clock.millis() - lost, 2 * MINUTE)
    await list('taking_over').waitFor()
    await screen.page.getByText('2 on it, 1 new').waitFor()
    assert.include(
      await list('taking_over').innerText(),
      'because the connection to Twitch’s events is down'
    )
    await screen.check('polling_taking_over')

    await events.heal()
    await turn()
    await list('standing_by').waitFor()
    await screen.page.getByText('2 on it, nothing new').waitFor()
    await screen.part('#listening', 'polling_standing_by')
  }).timeout(120_000)

  test('a switch leads to Twitch and back, with it on', async ({ browserContext, assert }) => {
    await emptyDatabase()
    await simulator.reset()
    const { streamerId } = await polledChannel(simulator, {
      features: [],
      scopes: ['channel:manage:redemptions'],
    })
    await signIn(browserContext, { id: streamerId })
    // Not watched: a browser writes down that Inertia was sent elsewhere, by a 409.
    const page = await browserContext.newPage()
    await page.goto('/dashboard')
    const roles = page.getByRole('switch', { name: 'Moderators and VIPs' })
    assert.isFalse(await roles.isChecked())

    await roles.focus()
    await page.keyboard.press('Space')
    await page.getByText('moderation:read').waitFor()
    await page.getByRole('button', { name: 'Mira Streams' }).click()
    await page.locator('[data-feature="roles"][data-on="true"]').waitFor()
    assert.equal(new URL(page.url()).hash, '#listening')
    assert.isTrue(await roles.isChecked())
    await page.getByText('Moderators and VIPs: switched on.', { exact: true }).waitFor()

    await roles.click()
    await page.locator('[data-feature="roles"][data-on="false"]').waitFor()
    assert.isFalse(await roles.isChecked())

    await testSql().run('UPDATE campaign_members SET is_live = false')
    await page.reload()
    await page.getByText('No live campaign').waitFor()
    assert.isTrue(await roles.isVisible(), 'the channel is listened to all the same')
  })
})
