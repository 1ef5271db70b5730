import type { Sql } from '#core/sql'
import type { ChannelEvent } from '#twitch/events/channel_event'
import type { Person } from '#twitch/events/payloads'
import type { StoredEvent } from '#channels/log/channel_events_stored'
import { viewersOf } from '#channels/viewers/people'
import { followed, followers } from '#channels/history/followers'
import { linkGifts } from '#channels/history/gifts'
import { roleFact, roles } from '#channels/history/roles'
import { isOffline, sessions, wentLive } from '#channels/history/sessions'
import { subscriptionFact, subscriptions } from '#channels/history/subscriptions'
import { tellTitles, titleNewSessions } from '#channels/history/titles'

const ROLE_CHANGES = {
  moderator_added: { role: 'moderator', is: 'start' },
  moderator_removed: { role: 'moderator', is: 'end' },
  vip_added: { role: 'vip', is: 'start' },
  vip_removed: { role: 'vip', is: 'end' },
} as const

const KINDS = new Set<string>([
  ...Object.keys(ROLE_CHANGES),
  'follow',
  'subscription',
  'resubscription',
  'subscription_gift',
  'subscription_end',
  'stream_online',
  'stream_offline',
  'channel_updated',
])

/** Whether the history of its channel follows an event, so that the channel has to be held. */
export const makesHistory = ({ kind }: ChannelEvent) => KINDS.has(kind)

/** Whom an event is about, when that is somebody whose history is kept. */
export function personOf(event: ChannelEvent): Person | null {
  switch (event.kind) {
    case 'follow':
    case 'subscription':
    case 'resubscription':
    case 'subscription_end':
    case 'moderator_added':
    case 'moderator_removed':
    case 'vip_added':
    case 'vip_removed':
    case 'cheer':
      return event.payload.viewer
    case 'subscription_gift':
      return event.payload.gifter
    case 'raid':
      return event.payload.from
    default:
      return null
  }
}

/**
 * Has the history follow new events, in the transaction that stores them. The caller
 * holds the channels of those that make history.
 */
export async function followEvents(sql: Sql, events: StoredEvent[]): Promise<void> {
  const people = events.flatMap((event) => personOf(event) ?? [])
  const viewers = await viewersOf(sql, people)
  const idOf = (person: Person | null) => (person && viewers.get(person.id)) ?? null

  const facts = factsOf(events, idOf)
  const [, , subscribed, streams] = await Promise.all([
    followers.apply(sql, facts.follows),
    roles.apply(sql, facts.roles),
    subscriptions.apply(sql, facts.subscriptions),
    sessions.apply(sql, facts.streams),
    tellTitles(sql, facts.titles),
  ])
  const begun = streams.filter(({ before }) => before === null)
  await Promise.all([
    linkGifts(sql, facts.gifts, subscribed),
    titleNewSessions(
      sql,
      begun.map(({ key }) => String(key.channel_id))
    ),
  ])
}

type Facts = ReturnType<typeof noFacts>

const noFacts = () => ({
  follows: [] as ReturnType<typeof followed>[],
  roles: [] as ReturnType<typeof roleFact>[],
  subscriptions: [] as ReturnType<typeof subscriptionFact>[],
  streams: [] as ReturnType<typeof wentLive>[],
  titles: [] as Parameters<typeof tellTitles>[1],
  gifts: [] as Parameters<typeof linkGifts>[1],
})

function factsOf(events: StoredEvent[], idOf: (person: Person | null) => number | null): Facts {
  const facts = noFacts()
  for (const event of events) {
    const viewerId = idOf(personOf(event))
    if (viewerId !== null) {
      viewerFact(facts, event, viewerId)
    }
    channelFact(facts, event, viewerId)
  }
  return facts
}

/** What an event says of a viewer. */
function viewerFact(facts: Facts, event: StoredEvent, viewerId: number): void {
  const { channelId, createdAt, source } = event
  const of = { channelId, viewerId }
  switch (event.kind) {
    case 'follow':
      facts.follows.push(followed(channelId, viewerId, event.payload, source))
      break
    case 'subscription':
    case 'subscription_end': {
      const { tier, isGift } = event.payload
      const is = event.kind === 'subscription' ? 'start' : 'end'
      facts.subscriptions.push(subscriptionFact(of, is, createdAt, source, { tier, isGift }))
      break
    }
    case 'resubscription': {
      const { tier, cumulativeMonths, streakMonths } = event.payload
      const resub = { at: createdAt.getTime(), cumulativeMonths, streakMonths }
      facts.subscriptions.push(subscriptionFact(of, 'seen', createdAt, 'inferred', { tier, resub }))
      break
    }
    case 'moderator_added':
    case 'moderator_removed':
    case 'vip_added':
    case 'vip_removed': {
      const { role, is } = ROLE_CHANGES[event.kind]
      facts.roles.push(roleFact({ ...of, role }, is, createdAt, source))
      break
    }
  }
}

/** What an event says of the channel itself. */
function channelFact(facts: Facts, event: StoredEvent, gifterId: number | null): void {
  const { channelId, createdAt, source } = event
  switch (event.kind) {
    case 'subscription_gift':
      facts.gifts.push({ event, gifterId })
      break
    case 'stream_online':
      facts.streams.push(wentLive(channelId, event.payload, source))
      break
    case 'stream_offline':
      facts.streams.push(isOffline(channelId, createdAt, source))
      break
    case 'channel_updated': {
      const { title, category } = event.payload
      facts.titles.push({ channelId, title, category: category.name, at: createdAt })
      break
    }
  }
}
