import { randomUUID } from 'node:crypto'
import type { Sql } from '#core/sql'
import type { Person } from '#twitch/events/payloads'
import { channelEvent, someone } from '#tests/support/channel_events'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** One of the people whom `createViewers` makes known, in its order. */
export const shown = (name: string, place: number): Person =>
  someone(name, String(70_000_000 + place))

const ashgrove = shown('Ashgrove', 1)
const perrin = shown('Perrin', 3)
const odalys = shown('Odalys', 4)
const hare = shown('hexagonal_hare', 5)
const juno = shown('Juno', 6)

const poll = {
  pollId: 'poll-1',
  title: 'Which way?',
  choices: [
    { id: 'a', title: 'The drowned stair', votes: 41, channelPointsVotes: 0 },
    { id: 'b', title: 'The tide gate', votes: 28, channelPointsVotes: 0 },
  ],
  startedAt: new Date(minutesAgo(50)),
  endsAt: new Date(minutesAgo(48)),
}
const redemption = {
  redemptionId: 'r-1',
  twitchRewardId: 'w-1',
  rewardTitle: 'Twist of fate',
  cost: 300,
  viewer: ashgrove,
  input: null,
  redeemedAt: new Date(minutesAgo(2)),
  status: 'UNFULFILLED' as const,
}

/** Nearly every kind of event there is, within the last hours. */
export async function createLog(sql: Sql, channelId: string): Promise<void> {
  const tell: typeof channelEvent<'chat_message'> = (_sql, _channel, event) =>
    channelEvent(sql, channelId, event)
  const chat = (chatter: Person, text: string, minutes: number) =>
    tell(sql, channelId, {
      kind: 'chat_message',
      userId: chatter.id,
      at: minutesAgo(minutes),
      payload: {
        chatter,
        messageId: randomUUID(),
        text,
        badges: ['subscriber'],
        bits: null,
        writtenIn: null,
      },
    })

  await channelEvent(sql, channelId, {
    kind: 'stream_online',
    at: minutesAgo(160),
    payload: { streamId: 's-1', startedAt: new Date(minutesAgo(160)) },
  })
  await channelEvent(sql, channelId, {
    kind: 'channel_updated',
    at: minutesAgo(161),
    payload: {
      title: 'The Sunken Keep, part 7: what the tide left',
      category: { id: '1', name: 'Tabletop RPGs' },
      language: 'en',
    },
  })
  await channelEvent(sql, channelId, {
    kind: 'raid',
    userId: '4200',
    at: minutesAgo(95),
    payload: { from: someone('Tobi Plays', '4200'), viewers: 38 },
  })
  await channelEvent(sql, channelId, {
    kind: 'follow',
    userId: juno.id,
    at: minutesAgo(94),
    payload: { viewer: juno, followedAt: new Date(minutesAgo(94)) },
  })
  await channelEvent(sql, channelId, {
    kind: 'unfollow',
    source: 'inferred',
    userId: hare.id,
    raw: null,
    at: minutesAgo(80),
    payload: { viewer: hare },
  })
  await channelEvent(sql, channelId, {
    kind: 'subscription_gift',
    userId: ashgrove.id,
    at: minutesAgo(70),
    payload: { gifter: ashgrove, tier: '1000', total: 5, cumulativeTotal: 15 },
  })
  await channelEvent(sql, channelId, {
    kind: 'subscription',
    userId: perrin.id,
    at: minutesAgo(70),
    payload: { viewer: perrin, tier: '1000', isGift: true },
  })
  await channelEvent(sql, channelId, {
    kind: 'subscription',
    source: 'twitch.poll',
    userId: odalys.id,
    raw: null,
    at: minutesAgo(66),
    payload: { viewer: odalys, tier: '2000', isGift: false },
  })
  await channelEvent(sql, channelId, {
    kind: 'resubscription',
    userId: ashgrove.id,
    at: minutesAgo(61),
    payload: {
      viewer: ashgrove,
      tier: '1000',
      message: 'Fourteen months of watching this party make the wrong choice. Never change.',
      cumulativeMonths: 14,
      streakMonths: 3,
      durationMonths: 1,
    },
  })
  await channelEvent(sql, channelId, { kind: 'poll_began', at: minutesAgo(50), payload: poll })
  await channelEvent(sql, channelId, {
    kind: 'poll_ended',
    at: minutesAgo(48),
    payload: { ...poll, status: 'completed' },
  })
  await channelEvent(sql, channelId, {
    kind: 'moderator_added',
    userId: odalys.id,
    at: minutesAgo(40),
    payload: { viewer: odalys },
  })
  await channelEvent(sql, channelId, {
    kind: 'cheer',
    at: minutesAgo(31),
    payload: { viewer: null, bits: 500, message: 'For the bard' },
  })
  await chat(perrin, 'do NOT open that door', 6)
  await chat(odalys, 'they are going to open the door', 5)
  await chat(juno, 'natural 1 natural 1 natural 1', 4)
  await channelEvent(sql, channelId, {
    kind: 'redemption_updated',
    userId: perrin.id,
    at: minutesAgo(3),
    payload: { ...redemption, redemptionId: 'r-0', viewer: perrin, status: 'CANCELED' },
  })
  await channelEvent(sql, channelId, {
    kind: 'redemption_added',
    userId: ashgrove.id,
    at: minutesAgo(2),
    payload: redemption,
    raw: {
      id: 'r-1',
      broadcaster_user_id: channelId,
      user_id: ashgrove.id,
      user_login: ashgrove.login,
      user_name: ashgrove.displayName,
      status: 'unfulfilled',
      reward: { id: 'w-1', title: 'Twist of fate', cost: 300, prompt: '' },
      redeemed_at: minutesAgo(2),
    },
  })
}
