import type { EventSubBase, EventSubSubscription } from '@twurple/eventsub-base'

type Hear = (facts: object) => void

/** How @twurple's listener subscribes to a type, and what it then makes of the event. */
export interface TwurpleRow {
  type: string
  subscribe: (listener: EventSubBase, mira: string, hear: Hear) => EventSubSubscription
  facts: Record<string, unknown>
}

interface ByPerson {
  userName: string | null
  broadcasterName: string
}

const person = ({ userName, broadcasterName }: ByPerson) => ({ userName, broadcasterName })
const vera = { userName: 'vera', broadcasterName: 'mira' }
const POINTS = 'channel.channel_points_custom_reward'

/** One for each row of the product's table; `event_rows.ts` makes it happen. */
export const TWURPLE_ROWS: TwurpleRow[] = [
  {
    type: `${POINTS}.add`,
    subscribe: (listener, mira, hear) =>
      listener.onChannelRewardAdd(mira, ({ title, cost }) => hear({ title, cost })),
    facts: { title: 'Hydrate', cost: 50 },
  },
  {
    type: `${POINTS}.update`,
    subscribe: (listener, mira, hear) =>
      listener.onChannelRewardUpdate(mira, ({ title, isPaused }) => hear({ title, isPaused })),
    facts: { title: 'Hydrate', isPaused: true },
  },
  {
    type: `${POINTS}.remove`,
    subscribe: (listener, mira, hear) =>
      listener.onChannelRewardRemove(mira, ({ title }) => hear({ title })),
    facts: { title: 'Hydrate' },
  },
  {
    type: `${POINTS}_redemption.add`,
    subscribe: (listener, mira, hear) =>
      listener.onChannelRedemptionAdd(mira, (event) =>
        hear({ ...person(event), status: event.status, rewardCost: event.rewardCost })
      ),
    facts: { ...vera, status: 'unfulfilled', rewardCost: 50 },
  },
  {
    type: `${POINTS}_redemption.update`,
    subscribe: (listener, mira, hear) =>
      listener.onChannelRedemptionUpdate(mira, (event) =>
        hear({ ...person(event), status: event.status, rewardTitle: event.rewardTitle })
      ),
    facts: { ...vera, status: 'canceled', rewardTitle: 'Hydrate' },
  },
  {
    type: 'channel.follow',
    subscribe: (listener, mira, hear) =>
      listener.onChannelFollow(mira, mira, (event) =>
        hear({ ...person(event), dated: !Number.isNaN(event.followDate.getTime()) })
      ),
    facts: { ...vera, dated: true },
  },
  {
    type: 'channel.subscribe',
    subscribe: (listener, mira, hear) =>
      listener.onChannelSubscription(mira, (event) =>
        hear({ ...person(event), tier: event.tier, isGift: event.isGift })
      ),
    facts: { ...vera, tier: '3000', isGift: false },
  },
  {
    type: 'channel.subscription.message',
    subscribe: (listener, mira, hear) =>
      listener.onChannelSubscriptionMessage(mira, (event) =>
        hear({ ...person(event), months: event.cumulativeMonths, text: event.messageText })
      ),
    facts: { ...vera, months: 7, text: 'Again!' },
  },
  {
    type: 'channel.subscription.gift',
    subscribe: (listener, mira, hear) =>
      listener.onChannelSubscriptionGift(mira, ({ gifterId, isAnonymous, amount }) =>
        hear({ gifterId, isAnonymous, amount })
      ),
    facts: { gifterId: null, isAnonymous: true, amount: 5 },
  },
  {
    type: 'channel.subscription.end',
    subscribe: (listener, mira, hear) =>
      listener.onChannelSubscriptionEnd(mira, (event) =>
        hear({ ...person(event), isGift: event.isGift })
      ),
    facts: { ...vera, isGift: false },
  },
  {
    type: 'channel.moderator.add',
    subscribe: (listener, mira, hear) =>
      listener.onChannelModeratorAdd(mira, (event) => hear(person(event))),
    facts: vera,
  },
  {
    type: 'channel.moderator.remove',
    subscribe: (listener, mira, hear) =>
      listener.onChannelModeratorRemove(mira, (event) => hear(person(event))),
    facts: vera,
  },
  {
    type: 'channel.vip.add',
    subscribe: (listener, mira, hear) =>
      listener.onChannelVipAdd(mira, (event) => hear(person(event))),
    facts: vera,
  },
  {
    type: 'channel.vip.remove',
    subscribe: (listener, mira, hear) =>
      listener.onChannelVipRemove(mira, (event) => hear(person(event))),
    facts: vera,
  },
  {
    type: 'channel.update',
    subscribe: (listener, mira, hear) =>
      listener.onChannelUpdate(mira, ({ streamTitle, categoryName }) =>
        hear({ streamTitle, categoryName })
      ),
    facts: { streamTitle: 'Session 13', categoryName: 'Tabletop RPGs' },
  },
  {
    type: 'stream.online',
    subscribe: (listener, mira, hear) =>
      listener.onStreamOnline(mira, ({ broadcasterName, type }) => hear({ broadcasterName, type })),
    facts: { broadcasterName: 'mira', type: 'live' },
  },
  {
    type: 'stream.offline',
    subscribe: (listener, mira, hear) =>
      listener.onStreamOffline(mira, ({ broadcasterName }) => hear({ broadcasterName })),
    facts: { broadcasterName: 'mira' },
  },
  {
    type: 'channel.raid',
    subscribe: (listener, mira, hear) =>
      listener.onChannelRaidTo(mira, ({ raidingBroadcasterName, viewers }) =>
        hear({ raidingBroadcasterName, viewers })
      ),
    facts: { raidingBroadcasterName: 'vera', viewers: 42 },
  },
  {
    type: 'channel.cheer',
    subscribe: (listener, mira, hear) =>
      listener.onChannelCheer(mira, (event) => hear({ ...person(event), bits: event.bits })),
    facts: { ...vera, bits: 100 },
  },
  {
    type: 'channel.chat.message',
    subscribe: (listener, mira, hear) =>
      listener.onChannelChatMessage(mira, mira, ({ chatterName, messageText }) =>
        hear({ chatterName, messageText })
      ),
    facts: { chatterName: 'vera', messageText: '!vote 1' },
  },
  {
    type: 'channel.poll.begin',
    subscribe: (listener, mira, hear) =>
      listener.onChannelPollBegin(mira, ({ title }) => hear({ title })),
    facts: { title: 'Next?' },
  },
  {
    type: 'channel.poll.progress',
    subscribe: (listener, mira, hear) =>
      listener.onChannelPollProgress(mira, ({ choices }) =>
        hear({ votes: choices.map(({ totalVotes }) => totalVotes) })
      ),
    facts: { votes: [0, 3] },
  },
  {
    type: 'channel.poll.end',
    subscribe: (listener, mira, hear) =>
      listener.onChannelPollEnd(mira, ({ title, status }) => hear({ title, status })),
    facts: { title: 'Next?', status: 'completed' },
  },
  {
    type: 'channel.prediction.begin',
    subscribe: (listener, mira, hear) =>
      listener.onChannelPredictionBegin(mira, ({ title }) => hear({ title })),
    facts: { title: 'Crit?' },
  },
  {
    type: 'channel.prediction.progress',
    subscribe: (listener, mira, hear) =>
      listener.onChannelPredictionProgress(mira, ({ outcomes }) =>
        hear({ users: outcomes.map(({ users }) => users) })
      ),
    facts: { users: [0, 1] },
  },
  {
    type: 'channel.prediction.lock',
    subscribe: (listener, mira, hear) =>
      listener.onChannelPredictionLock(mira, ({ title }) => hear({ title })),
    facts: { title: 'Crit?' },
  },
  {
    type: 'channel.prediction.end',
    subscribe: (listener, mira, hear) =>
      listener.onChannelPredictionEnd(mira, ({ title, status }) => hear({ title, status })),
    facts: { title: 'Crit?', status: 'canceled' },
  },
]

export const TWURPLE_WEBHOOK_ROWS: TwurpleRow[] = [
  {
    type: 'user.authorization.grant',
    subscribe: (listener, _mira, hear) =>
      listener.onUserAuthorizationGrant(({ userName, clientId }) => hear({ userName, clientId })),
    facts: { userName: 'vera', clientId: 'crowdcrit-test' },
  },
  {
    type: 'user.authorization.revoke',
    subscribe: (listener, _mira, hear) =>
      listener.onUserAuthorizationRevoke(({ userName, clientId }) => hear({ userName, clientId })),
    facts: { userName: 'mira', clientId: 'crowdcrit-test' },
  },
]
