import app from '@adonisjs/core/services/app'
import { type Taken, TakeMessage } from '#channels/intake/take_message'
import { CHANNEL_FEATURES, wantedSubscriptions } from '#channels/features/channel_features'
import { EventSubSession } from '#twitch/eventsub/event_sub_session'
import type { EventStage } from '#tests/support/events/event_stage'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'

interface Options {
  /** Told of each message once it is being taken, with what will have become of it. */
  onTaking: (outcome: Promise<Taken>) => void
}

/** Everything that can be listened to. */
export const ALL_SUBSCRIPTIONS = wantedSubscriptions(CHANNEL_FEATURES.map(({ id }) => id))

/**
 * Listens to everything on a channel over a WebSocket, without the manager that looks
 * after real ones.
 */
export async function listenByWebSocket(
  stage: Pick<EventStage, 'simulator' | 'mira' | 'channelId'>,
  { onTaking }: Options
): Promise<{ stop(): void }> {
  const take = await app.container.make(TakeMessage)
  const connected = Promise.withResolvers<string>()
  const session = new EventSubSession(() => `${stage.simulator.url.replace('http', 'ws')}/ws`, {
    onConnected: ({ sessionId }) => connected.resolve(sessionId),
    onHeard: () => {},
    onMessage: (message) => onTaking(take.execute(message)),
    onRevoked: () => {},
    onLost: (reason) => connected.reject(new Error(reason)),
    onUnusable: (_kind, reason) => connected.reject(new Error(reason)),
  })
  session.start()
  const sessionId = await connected.promise
  for (const { type, version, condition } of ALL_SUBSCRIPTIONS) {
    const transport = { method: 'websocket', session_id: sessionId }
    const answer = await stage.mira.post(
      'eventsub/subscriptions',
      {},
      { type, version, condition: condition(stage.channelId), transport }
    )
    if (answer.status !== 202) throw new Error(`${type}: ${answer.body.message}`)
  }
  return { stop: () => session.stop() }
}

/** How many subscriptions deliver by Twitch's word. */
export async function enabledOnTwitch(simulator: TwitchSimulator): Promise<number> {
  const { subscriptions } = await simulator.control<{ subscriptions: { status: string }[] }>(
    'GET',
    '/state'
  )
  return subscriptions.filter(({ status }) => status === 'enabled').length
}
