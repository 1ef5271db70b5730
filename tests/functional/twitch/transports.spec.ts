import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { TwitchHealth } from '#channels/twitch_health'
import { wantedSubscriptions } from '#channels/features/channel_features'
import type { Transport } from '#channels/eventsub/transports/transport'
import { ReportTransport } from '#channels/eventsub/transports/transport_report'
import { SwitchTransport } from '#channels/eventsub/transports/switch_transport'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { runTransports } from '#tests/support/running_transports'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'

const count = wantedSubscriptions([]).length

test.group('Transports', (group) => {
  let simulator: TwitchSimulator
  let transports: Awaited<ReturnType<typeof runTransports>>

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate', live: true, viewerCount: 12 }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
    transports = await runTransports()
    return () => transports.stop()
  })

  async function streamer() {
    const { user } = await createStreamer(simulator, 'mira')
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, user.id, 'streamer')
    return user
  }

  const switchTo = (transport: Transport, userId: string) =>
    new SwitchTransport().execute(transport, userId)

  /** All of a streamer's subscriptions come by this transport, and by no other. */
  async function isMoved(streamerId: string, transport: string) {
    await until(
      `everything comes by ${transport}`,
      async () => {
        const rows = await db.from('eventsub_subscriptions').where('streamer_id', streamerId)
        const open = await db.from('eventsub_removals')
        const health = await new TwitchHealth().of(streamerId)
        return (
          rows.length === count &&
          rows.every((row) => row.status === 'enabled' && row.transport === transport) &&
          open.length === 0 &&
          health.state === 'connected' &&
          health.transport === transport
        )
      },
      20_000
    )
  }

  const onTwitch = async () => {
    const { subscriptions } = await simulator.control<{
      subscriptions: { status: string; transport: { method: string } }[]
    }>('GET', '/state')
    return subscriptions
      .filter(({ status }) => status === 'enabled')
      .map(({ transport }) => transport.method)
  }

  test('from one to the next, in every order', async ({ assert }) => {
    const user = await streamer()
    await isMoved(user.id, 'websocket')
    for (const transport of [
      'webhook',
      'conduit-webhook',
      'conduit-websocket',
      'websocket',
      'conduit-websocket',
      'conduit-webhook',
      'webhook',
      'websocket',
    ] as const) {
      await switchTo(transport, user.id)
      const method = transport.replace(/-.*/, '')
      await isMoved(user.id, method)
      const report = await (await app.container.make(ReportTransport)).execute()
      assert.containSubset(report, { chosen: transport, used: transport, obstacle: null })
    }
    await until('nothing else is left at Twitch', async () => {
      const methods = await onTwitch()
      return methods.length === count && methods.every((method) => method === 'websocket')
    })
  }).timeout(120_000)
})
