import { test } from '@japa/runner'
import { ConnectionChanged } from '#channels/connection_changed'
import { revocationOf } from '#channels/eventsub/revocation_reason'
import { closeReason } from '#twitch/eventsub/close_codes'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createChannel } from '#tests/support/screens/channel'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'

const CLOSES = [4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007].map(closeReason)
const LOSSES = [...CLOSES, 'Twitch fell silent.', 'Twitch could not be reached.']

/** Which of the subscriptions ends for which reason; each is of another kind. */
const REVOKED = [
  ['channel.channel_points_custom_reward_redemption.add', 'authorization_revoked'],
  ['stream.online', 'user_removed'],
  ['channel.follow', 'moderator_removed'],
  ['channel.raid', 'version_removed'],
  ['channel.update', 'notification_failures_exceeded'],
] as const

test.group('Screens | what goes wrong between Twitch and a channel', (group) => {
  let show: Showcase
  group.each.setup(async () => {
    await emptyDatabase()
    show = await createShowcase(testSql())
    await createChannel(testSql(), show)
  })

  const connection = async (state: string, reason: string | null) => {
    await testSql().run(
      `UPDATE eventsub_connections SET state = $2, reason = $3, last_message_at = now()
       WHERE streamer_id = $1`,
      [show.mira.id, state, reason]
    )
    await ConnectionChanged.dispatch(show.mira.id)
  }

  test('why the connection is lost, as it happens, and that it is back', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/streamers/${show.mira.id}/connection`)
    const card = (state: string) => page.locator(`[data-connection="${state}"]`)
    for (const reason of LOSSES) {
      await connection('reconnecting', reason)
      await card('reconnecting').getByText(reason).waitFor()
      await card('reconnecting').getByText('Reconnecting', { exact: true }).waitFor()
    }
    await page.locator('[data-state="away"]').first().waitFor()
    await screen.check('channel_connection_lost')

    await screen.visit('/dashboard')
    const onDashboard = (state: string) =>
      page.locator(`[data-connection="events"][data-state="${state}"]`)
    await onDashboard('waiting')
      .getByText('Twitch could not be reached. Nothing is lost meanwhile.')
      .waitFor()
    await connection('connected', null)
    await onDashboard('ok').getByText('Listening').waitFor()
    screen.assertClean('a connection that comes back')
  })

  test('what Twitch has ended, why, and what to do', async ({ browserContext, assert }) => {
    const sql = testSql()
    for (const [type, status] of REVOKED) {
      await sql.run(
        `UPDATE eventsub_subscriptions SET status = 'revoked', reason = $3
         WHERE streamer_id = $1 AND type = $2`,
        [show.mira.id, type, revocationOf(status).reason]
      )
    }
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/streamers/${show.mira.id}/connection`)
    for (const [type, status] of REVOKED) {
      const line = page.locator(`[data-subscription="${type}"]`)
      await line.getByText('Revoked', { exact: true }).waitFor()
      await line.getByText(revocationOf(status).reason).waitFor()
    }
    const rewards = page.locator('section[aria-labelledby="part-rewards"]')
    const link = rewards.getByRole('link', { name: 'Allow it on Twitch' })
    assert.match(
      (await link.getAttribute('href')) ?? '',
      /^\/auth\/twitch\/redirect\?for=streamer&/
    )
    await screen.check('channel_connection_revoked')

    await screen.visit('/dashboard')
    const card = page.locator('[data-connection="events"][data-state="waiting"]')
    await card.getByText(/The permission was taken back on Twitch.* a minute later\./).waitFor()
    await card.getByRole('link', { name: 'Connect again' }).waitFor()

    await sql.run(
      `UPDATE twitch_accounts SET state = 'refused', access_token = NULL, refresh_token = NULL
       WHERE user_id = $1`,
      [show.mira.id]
    )
    await connection(
      'failed',
      'Twitch no longer accepts the connection. Reconnect your Twitch account.'
    )
    await screen.visit(`/streamers/${show.mira.id}/connection`)
    await page.locator('[data-connection="failed"]').getByText('Reconnect your Twitch').waitFor()
    const again = page.getByRole('link', { name: 'Connect again' })
    assert.match(
      (await again.getAttribute('href')) ?? '',
      /^\/auth\/twitch\/redirect\?for=streamer&/
    )
    await screen.assertAccessible('a connection that Twitch refuses')
  })
})
