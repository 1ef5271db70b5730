import { test } from '@japa/runner'
import { EventSubClient } from '#tests/support/eventsub_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { conditionOf, EVENT_ROWS } from '#tests/support/conformance/event_rows'
import { dataOf, statusOf, type HelixClient } from '#tests/support/helix_client'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const PATH = 'eventsub/subscriptions'

/** What each type asks of the user, one is enough; by the first that fits. None is open to all. */
const SCOPES: [RegExp, string[]][] = [
  [/^channel\.channel_points/, ['channel:read:redemptions', 'channel:manage:redemptions']],
  [/^channel\.follow$/, ['moderator:read:followers']],
  [/^channel\.subscri/, ['channel:read:subscriptions']],
  [/^channel\.moderator/, ['moderation:read']],
  [/^channel\.vip/, ['channel:read:vips']],
  [/^channel\.cheer$/, ['bits:read']],
  [/^channel\.chat\.message$/, ['user:read:chat']],
  [/^channel\.poll/, ['channel:read:polls', 'channel:manage:polls']],
  [/^channel\.prediction/, ['channel:read:predictions', 'channel:manage:predictions']],
]

const scopesOf = (type: string) => SCOPES.find(([pattern]) => pattern.test(type))?.[1] ?? []

test.group('Twitch simulator | scopes of events', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    // The scopes of the usual sign-in would count for the app too.
    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })
  })

  async function overSocket(caller: HelixClient, order: object): Promise<number> {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    const transport = { method: 'websocket', session_id: sessionId }
    const status = await statusOf(caller.post(PATH, {}, { ...order, transport }))
    await client.close()
    return status
  }

  async function overConduit(order: object): Promise<number> {
    const app = await context.signIn()
    const [conduit] = await dataOf(app.post('eventsub/conduits', {}, { shard_count: 1 }))
    const transport = { method: 'conduit', conduit_id: conduit?.id }
    const made = await app.post(PATH, {}, { ...order, transport })
    await app.delete('eventsub/conduits', { id: conduit?.id ?? '' })
    return made.status
  }

  test('{type}, over a socket and over a conduit')
    .with(EVENT_ROWS)
    .run(async ({ assert }, row) => {
      const { userId } = context.mira
      const condition = conditionOf(row, userId)
      const order = { type: row.type, version: row.version ?? '1', condition }
      const scopes = scopesOf(row.type)
      const without = scopes.length === 0 ? 202 : 403
      // What an app needs in chat beyond the table, and what opens nothing by itself.
      const others = ['user:bot', 'user:read:email']
      const stranger = await context.signIn('mira', others)
      assert.equal(await overSocket(stranger, order), without)
      assert.equal(await overConduit(order), without)
      for (const scope of scopes) {
        const caller = await context.signIn('mira', [scope, ...others])
        assert.equal(await overSocket(caller, order), 202)
        assert.equal(await overConduit(order), 202)
      }
    })

  test('an app writes in chat as a bot: the user and the channel must allow it', async ({
    assert,
  }) => {
    const vera = await context.signIn('vera', ['user:write:chat'])
    const app = await context.signIn()
    const body = {
      broadcaster_id: context.mira.userId,
      sender_id: vera.userId,
      message: 'Inverted!',
    }
    const write = () => statusOf(app.post('chat/messages', {}, body))
    assert.equal(await write(), 403)
    await context.signIn('vera', ['user:bot'])
    assert.equal(await write(), 403)
    await context.signIn('mira', ['channel:bot'])
    assert.equal(await write(), 200)
  })
})
