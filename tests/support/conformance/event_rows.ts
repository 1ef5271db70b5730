import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { dataOf } from '#tests/support/helix_client'
import type { SimulatedChannel } from '#tests/support/simulated_channel'

export interface EventRow {
  type: string
  version?: string
  condition?: (mira: string) => Record<string, string>
  /** Control or Helix calls that make it happen. */
  play: (context: SimulatedChannel) => Promise<unknown>
  event: Record<string, unknown>
}

/** What a subscription to it asks for. */
export function conditionOf({ condition }: EventRow, mira: string): Record<string, string> {
  return condition ? condition(mira) : { broadcaster_user_id: mira }
}

/** A control call about Mira's channel, to be played. */
export const control = (path: string, body: object) => (context: SimulatedChannel) =>
  context.simulator.control('POST', path, { broadcaster: 'mira', ...body })

const inTurn =
  (...steps: EventRow['play'][]): EventRow['play'] =>
  async (context) => {
    for (const step of steps) await step(context)
  }

const poll: EventRow['play'] = ({ mira, own }) =>
  mira.post(
    'polls',
    {},
    {
      ...own,
      title: 'Next?',
      choices: [{ title: 'Fight' }, { title: 'Talk' }],
      duration: 60,
    }
  )

const predict: EventRow['play'] = ({ mira, own }) =>
  mira.post(
    'predictions',
    {},
    {
      ...own,
      title: 'Crit?',
      outcomes: [{ title: 'Yes' }, { title: 'No' }],
      prediction_window: 60,
    }
  )

const endPrediction =
  (status: string): EventRow['play'] =>
  async ({ mira, own }) => {
    const [open] = await dataOf(mira.get('predictions', own))
    await mira.patch('predictions', {}, { ...own, id: open?.id, status })
  }

const reward = control('/rewards', { title: 'Hydrate', cost: 50 })
const vera = { user_login: 'vera', user_name: 'Vera', broadcaster_user_login: 'mira' }
const POINTS = 'channel.channel_points_custom_reward'

/** Every event of the product's table, on Mira's channel: what makes it happen and what it then says. */
export const EVENT_ROWS: EventRow[] = [
  { type: `${POINTS}.add`, play: reward, event: { title: 'Hydrate', cost: 50, is_enabled: true } },
  {
    type: `${POINTS}.update`,
    play: inTurn(reward, ({ simulator }) =>
      simulator.control('PATCH', '/rewards', {
        broadcaster: 'mira',
        reward: 'Hydrate',
        is_paused: true,
      })
    ),
    event: { title: 'Hydrate', is_paused: true },
  },
  {
    type: `${POINTS}.remove`,
    play: inTurn(reward, ({ simulator }) =>
      simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: 'Hydrate' })
    ),
    event: { title: 'Hydrate' },
  },
  {
    type: `${POINTS}_redemption.add`,
    play: inTurn(reward, control('/redeem', { reward: 'Hydrate', viewer: 'vera' })),
    event: { ...vera, status: 'unfulfilled' },
  },
  {
    type: `${POINTS}_redemption.update`,
    play: async (context) => {
      await reward(context)
      const sold = { broadcaster: 'mira', reward: 'Hydrate', viewer: 'vera' }
      const { ids } = await context.simulator.redeem(sold)
      await context.simulator.control('POST', '/redemptions/settle', { ids, status: 'CANCELED' })
    },
    event: { ...vera, status: 'canceled' },
  },
  {
    type: 'channel.follow',
    version: '2',
    condition: (mira) => ({ broadcaster_user_id: mira, moderator_user_id: mira }),
    play: control('/follow', { viewer: 'vera' }),
    event: vera,
  },
  {
    type: 'channel.subscribe',
    play: control('/subscribe', { viewer: 'vera', tier: '3000' }),
    event: { ...vera, tier: '3000', is_gift: false },
  },
  {
    type: 'channel.subscription.message',
    play: control('/resubscribe', { viewer: 'vera', months: 7, message: 'Again!' }),
    event: { ...vera, cumulative_months: 7, message: { text: 'Again!', emotes: null } },
  },
  {
    type: 'channel.subscription.gift',
    play: control('/gift', { total: 5 }),
    event: { user_id: null, is_anonymous: true, total: 5, tier: '1000' },
  },
  {
    type: 'channel.subscription.end',
    play: inTurn(
      control('/subscribe', { viewer: 'vera' }),
      control('/unsubscribe', { viewer: 'vera' })
    ),
    event: { ...vera, is_gift: false },
  },
  { type: 'channel.moderator.add', play: control('/moderators', { viewer: 'vera' }), event: vera },
  {
    type: 'channel.moderator.remove',
    play: inTurn(
      control('/moderators', { viewer: 'vera' }),
      control('/moderators', { viewer: 'vera', holds: false })
    ),
    event: vera,
  },
  { type: 'channel.vip.add', play: control('/vips', { viewer: 'vera' }), event: vera },
  {
    type: 'channel.vip.remove',
    play: inTurn(
      control('/vips', { viewer: 'vera' }),
      control('/vips', { viewer: 'vera', holds: false })
    ),
    event: vera,
  },
  {
    type: 'channel.update',
    version: '2',
    play: control('/channel', { title: 'Session 13' }),
    event: { title: 'Session 13', category_name: 'Tabletop RPGs' },
  },
  {
    type: 'stream.online',
    play: inTurn(control('/live', { live: false }), control('/live', { live: true })),
    event: { broadcaster_user_login: 'mira', type: 'live' },
  },
  {
    type: 'stream.offline',
    play: control('/live', { live: false }),
    event: { broadcaster_user_login: 'mira' },
  },
  {
    type: 'channel.raid',
    condition: (mira) => ({ to_broadcaster_user_id: mira }),
    play: control('/raid', { from: 'vera', to: 'mira', viewers: 42 }),
    event: { from_broadcaster_user_login: 'vera', viewers: 42 },
  },
  {
    type: 'channel.cheer',
    play: control('/cheer', { viewer: 'vera', bits: 100 }),
    event: { ...vera, bits: 100, is_anonymous: false },
  },
  {
    type: 'channel.chat.message',
    condition: (mira) => ({ broadcaster_user_id: mira, user_id: mira }),
    play: control('/chat', { viewer: 'vera', message: '!vote 1' }),
    event: { chatter_user_login: 'vera', message_type: 'text' },
  },
  { type: 'channel.poll.begin', play: poll, event: { title: 'Next?' } },
  {
    type: 'channel.poll.progress',
    play: inTurn(poll, control('/polls/vote', { choice: 'Talk', votes: 3 })),
    event: { title: 'Next?' },
  },
  {
    type: 'channel.poll.end',
    play: inTurn(poll, control('/clock', { advanceMs: 61_000 })),
    event: { title: 'Next?', status: 'completed' },
  },
  { type: 'channel.prediction.begin', play: predict, event: { title: 'Crit?' } },
  {
    type: 'channel.prediction.progress',
    play: inTurn(predict, control('/predictions/bet', { viewer: 'vera', outcome: 'No' })),
    event: { title: 'Crit?' },
  },
  {
    type: 'channel.prediction.lock',
    play: inTurn(predict, endPrediction('LOCKED')),
    event: { title: 'Crit?' },
  },
  {
    type: 'channel.prediction.end',
    play: inTurn(predict, endPrediction('CANCELED')),
    event: { title: 'Crit?', status: 'canceled' },
  },
]

const { clientId } = TwitchSimulator
const ofClient = () => ({ client_id: clientId })

/** What comes over webhooks only. */
export const WEBHOOK_ROWS: EventRow[] = [
  {
    type: 'user.authorization.grant',
    condition: ofClient,
    play: ({ simulator }) => {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: 'http://127.0.0.1:3333/callback',
        response_type: 'code',
        scope: 'bits:read',
        login: 'vera',
      })
      return fetch(`${simulator.url}/auth/authorize?${query}`, { redirect: 'manual' })
    },
    event: { client_id: clientId, user_login: 'vera', user_name: 'Vera' },
  },
  {
    type: 'user.authorization.revoke',
    condition: ofClient,
    play: ({ simulator }) =>
      simulator.control('POST', '/authorizations/revoke', { login: 'mira', clientId }),
    event: { client_id: clientId, user_login: 'mira', user_name: 'Mira' },
  },
]
