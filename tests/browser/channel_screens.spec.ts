import { test } from '@japa/runner'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createChannel, type ShownChannel } from '#tests/support/screens/channel'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'

test.group('Screens | a streamer’s channel', (group) => {
  let show: Showcase
  let channel: ShownChannel
  let base: string
  group.each.setup(async () => {
    await emptyDatabase()
    show = await createShowcase(testSql())
    channel = await createChannel(testSql(), show)
    base = `/streamers/${show.mira.id}`
  })

  test('the feed, and an event as it is stored', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/dashboard')
    await page.getByRole('link', { name: 'Events' }).click()
    await page.locator('[data-live="open"]').waitFor()
    await page.locator('[data-event]').first().waitFor()
    await screen.check('channel_events')

    await page.getByRole('button', { name: 'Raw: Ashgrove redeemed' }).click()
    const sheet = page.getByRole('dialog', { name: 'Raw event' })
    await sheet.getByText('"broadcaster_user_id"').waitFor()
    await screen.check('channel_event_raw')
  })

  test('viewers, and one of them', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`${base}/viewers`)
    await screen.check('channel_viewers')
    await screen.visit(`${base}/viewers/${channel.viewerId}`)
    await screen.check('channel_viewer')
  })

  test('streams, and one of them', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`${base}/sessions`)
    await screen.check('channel_sessions')
    await screen.visit(`${base}/sessions/${channel.streams.past}`)
    await screen.check('channel_session')
    await screen.visit(`${base}/sessions/${channel.streams.now}`)
    await screen.check('channel_session_live')
  })

  test('a channel of which nothing is known yet says what to do', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.tobi)
    const screen = await Screen.open(browserContext, assert)
    for (const [path, words] of [
      ['events', 'Nothing has happened yet'],
      ['events/failures', 'Everything was handled'],
      ['viewers', 'Nobody is known yet'],
      ['sessions', 'No stream yet'],
      ['connection', 'This happens by itself'],
    ]) {
      await screen.visit(`/streamers/${show.tobi.id}/${path}`)
      await screen.page.getByText(words).waitFor()
      await screen.assertAccessible(`${path} of a new channel`)
    }
    screen.assertClean('a new channel')
  })

  test('failures are tried again or dismissed', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`${base}/events`)
    await page.getByRole('link', { name: 'Failures 3' }).click()
    await page.locator('[data-failure="parked"]').first().waitFor()
    await screen.check('channel_failures')

    await page.getByRole('button', { name: 'Message: New followers' }).click()
    await page.getByRole('dialog', { name: 'The message' }).getByText('"yesterday"').waitFor()
    await screen.assertAccessible('a message that failed')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Try again: New followers' }).click()
    await page
      .getByText(/^It failed again/)
      .first()
      .waitFor()

    await page.getByRole('button', { name: 'Dismiss' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click()
    await page.locator('[data-failure="parked"]').nth(1).waitFor({ state: 'detached' })
    screen.assertClean('failures')
  })

  test('the connection, which its streamer ends and begins', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`${base}/connection`)
    await page.getByText('A permission is missing').first().waitFor()
    await screen.check('channel_connection')

    await page.getByRole('link', { name: '7 days' }).click()
    await page.waitForURL(/days=7/)
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('Disconnected by hand.').waitFor()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await page.getByRole('button', { name: 'Disconnect' }).waitFor()
    screen.assertClean('connecting')
  })

  test('the connection, as the game master sees it', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}`)
    await page.getByRole('link', { name: 'Details: the connection of Mira Streams' }).click()
    await page.getByRole('heading', { name: 'Mira Streams’s connection' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Disconnect' }).count(), 0)
    await screen.check('campaign_connection')
  })

  test('the events of the installation, and how they come', async ({ browserContext, assert }) => {
    await testSql().run(
      `INSERT INTO event_failures (kind, handler, message_id, message, state, reason)
       VALUES ('channel.raid', 'normalise', 'odd-1', '{"event":{}}', 'parked', 'event.viewers: it is missing')`
    )
    await testSql().run(
      `INSERT INTO parked_messages (source, kind, reason, count, sample)
       VALUES ('twitch.eventsub', 'channel.hype_train.begin', 'nothing here uses it', 214, '{}')`
    )
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/admin/eventsub')
    await page.getByText('nothing here uses it').waitFor()
    await screen.check('admin_eventsub')

    await page.getByRole('button', { name: 'Use Conduit with WebSockets' }).click()
    const question = page.getByRole('dialog', { name: 'Switch to Conduit with WebSockets?' })
    await question.waitFor()
    await screen.assertAccessible('the question')
    await question.getByRole('button', { name: 'Switch' }).click()
    await page.locator('[data-transport="conduit-websocket"]').getByText('In use').waitFor()
    await testSql().run('DELETE FROM eventsub_settings')
    screen.assertClean('switching')
  })
})
