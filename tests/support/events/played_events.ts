import type { ChannelEventKind } from '#twitch/events/channel_event'
import type { HistoryTable } from '#tests/support/events/history'
import type { EventStage } from '#tests/support/events/event_stage'

/** One kind of event: how it is made to happen, and what must be known afterwards. */
export interface PlayedEvent {
  kind: ChannelEventKind
  /** Where it is told by one kind of transport only. */
  onlyBy?: 'webhook'
  /** @param viewer a login of its own, so that kinds do not meet; leaves nothing running */
  play: (stage: EventStage, viewer: string) => Promise<unknown>
  /** What the payload holds, and that of no other event that is played. */
  payload: (viewer: string) => object
  /** What the history holds of that viewer, or of the channel; null for a kind that is no history but the log. */
  history: ((viewer: string) => { table: HistoryTable; row: object }) | null
}

const by = (login: string) => ({ viewer: { login } })
const vote = { choice: 'Talk', votes: 3 }
const bySelf = 'twitch.eventsub'

/** Every kind that Twitch tells of. */
export const PLAYED_EVENTS: PlayedEvent[] = [
  {
    kind: 'redemption_added',
    play: (stage, viewer) => stage.control('/redeem', { reward: 'Hydrate', viewer }),
    payload: (viewer) => ({ ...by(viewer), rewardTitle: 'Hydrate', status: 'UNFULFILLED' }),
    history: null,
  },
  {
    kind: 'redemption_updated',
    play: async (stage, viewer) => {
      const { ids } = await stage.control<{ ids: string[] }>('/redeem', {
        reward: 'Hydrate',
        viewer,
      })
      await stage.control('/redemptions/settle', { ids, status: 'CANCELED' })
    },
    payload: (viewer) => ({ ...by(viewer), status: 'CANCELED' }),
    history: null,
  },
  {
    kind: 'reward_removed',
    play: async (stage) => {
      await stage.control('/rewards', { title: 'Fleeting', cost: 10 })
      await stage.control('/rewards', { reward: 'Fleeting' }, 'DELETE')
    },
    payload: () => ({ title: 'Fleeting' }),
    history: null,
  },
  {
    kind: 'stream_online',
    play: (stage) => stage.control('/live', { live: true }),
    payload: () => ({}),
    history: () => ({ table: 'sessions', row: { start_source: bySelf, ended_at: null } }),
  },
  {
    kind: 'channel_updated',
    play: (stage) => stage.control('/channel', { title: 'Session 13' }),
    payload: () => ({ title: 'Session 13', category: { name: 'Tabletop RPGs' } }),
    history: () => ({ table: 'sessions', row: { title: 'Session 13', category: 'Tabletop RPGs' } }),
  },
  {
    kind: 'stream_offline',
    play: (stage) => stage.control('/live', { live: false }),
    payload: () => ({}),
    history: () => ({ table: 'sessions', row: { start_source: bySelf, end_source: bySelf } }),
  },
  {
    kind: 'follow',
    play: (stage, viewer) => stage.control('/follow', { viewer }),
    payload: by,
    history: (login) => ({
      table: 'followers',
      row: { login, follow_source: bySelf, unfollowed_at: null },
    }),
  },
  {
    kind: 'subscription',
    play: (stage, viewer) => stage.control('/subscribe', { viewer, tier: '3000' }),
    payload: (viewer) => ({ ...by(viewer), tier: '3000', isGift: false }),
    history: (login) => ({
      table: 'subscriptions',
      row: { login, tier: '3000', is_gift: false, start_source: bySelf, ended_at: null },
    }),
  },
  {
    kind: 'resubscription',
    play: (stage, viewer) =>
      stage.control('/resubscribe', { viewer, months: 7, streak: 3, message: 'Again!' }),
    payload: (viewer) => ({ ...by(viewer), cumulativeMonths: 7, message: 'Again!' }),
    history: (login) => ({
      table: 'subscriptions',
      row: { login, cumulative_months: 7, streak_months: 3, ended_at: null },
    }),
  },
  {
    kind: 'subscription_gift',
    play: (stage, viewer) =>
      stage.control('/gift', { gifter: viewer, recipients: ['lucky_ada', 'lucky_tobi'] }),
    payload: (viewer) => ({ gifter: { login: viewer }, total: 2, tier: '1000' }),
    history: (gifter) => ({
      table: 'subscriptions',
      row: { login: 'lucky_tobi', is_gift: true, gifter, gift_found: 2, gift_total: 2 },
    }),
  },
  {
    kind: 'subscription_end',
    play: async (stage, viewer) => {
      await stage.control('/subscribe', { viewer })
      await stage.control('/unsubscribe', { viewer })
    },
    payload: (viewer) => ({ ...by(viewer), tier: '1000', isGift: false }),
    history: (login) => ({
      table: 'subscriptions',
      row: { login, start_source: bySelf, end_source: bySelf },
    }),
  },
  ...(['moderator', 'vip'] as const).flatMap((role): PlayedEvent[] => [
    {
      kind: `${role}_added`,
      play: (stage, viewer) => stage.control(`/${role}s`, { viewer }),
      payload: by,
      history: (login) => ({
        table: 'roles',
        row: { login, role, grant_source: bySelf, revoked_at: null },
      }),
    },
    {
      kind: `${role}_removed`,
      play: async (stage, viewer) => {
        await stage.control(`/${role}s`, { viewer })
        await stage.control(`/${role}s`, { viewer, holds: false })
      },
      payload: by,
      history: (login) => ({
        table: 'roles',
        row: { login, role, grant_source: bySelf, revoke_source: bySelf },
      }),
    },
  ]),
  {
    kind: 'raid',
    play: (stage, viewer) => stage.control('/raid', { from: viewer, to: 'mira', viewers: 42 }),
    payload: (viewer) => ({ from: { login: viewer }, viewers: 42 }),
    history: null,
  },
  {
    kind: 'cheer',
    play: (stage, viewer) => stage.control('/cheer', { viewer, bits: 100, message: 'Cheer100' }),
    payload: (viewer) => ({ ...by(viewer), bits: 100, message: 'Cheer100' }),
    history: null,
  },
  {
    kind: 'chat_message',
    play: (stage, viewer) => stage.control('/chat', { viewer, message: '!vote 1' }),
    payload: (viewer) => ({ chatter: { login: viewer }, text: '!vote 1', bits: null }),
    history: null,
  },
  ...(['poll_began', 'poll_progressed', 'poll_ended'] as const).map((kind) => ({
    kind,
    play: async (stage: EventStage) => {
      await stage.poll(kind)
      await stage.control('/polls/vote', vote)
      await stage.control('/polls/end')
    },
    payload: () => ({ title: kind, choices: [{ title: 'Fight' }, { title: 'Talk' }] }),
    history: null,
  })),
  ...(
    ['prediction_began', 'prediction_progressed', 'prediction_locked', 'prediction_ended'] as const
  ).map((kind) => ({
    kind,
    play: async (stage: EventStage, viewer: string) => {
      await stage.predict(kind)
      await stage.control('/predictions/bet', { viewer, outcome: 'No' })
      await stage.endPrediction('LOCKED')
      await stage.endPrediction('CANCELED')
    },
    payload: () => ({ title: kind, outcomes: [{ title: 'Yes' }, { title: 'No' }] }),
    history: null,
  })),
  {
    kind: 'authorization_revoked',
    onlyBy: 'webhook',
    play: (stage) => stage.control('/authorizations/revoke', { login: 'mira' }),
    payload: () => ({ person: { login: 'mira' } }),
    history: null,
  },
]
