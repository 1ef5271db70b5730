/** Subscriptions that somebody gave away at once. */
export interface Gift {
  id: number
  channel: string
  tier: string
  /** A viewer's id; null for who stays anonymous. */
  gifter: number | null
  /** Twitch's id of the gifter. */
  by: string | null
  total: number
  at: Date
  /** As stored: how many recipients are known, and how far off the farthest of all that it is of. */
  found: number
  farthest: number | null
}

/** A subscription that was a gift. */
export interface Recipient {
  id: number
  channel: string
  tier: string
  /** A viewer's id, where a list of Twitch's has said who gave it. */
  gifter: number | null
  /** Twitch's id of who got it. */
  to: string
  at: Date
  /** As stored: the gift it was part of, and how far off that is. */
  gift: number | null
  gap: number | null
}

export interface Link {
  gift: Gift
  recipient: Recipient
  gap: number
}

/** The last of a thousand recipients is told of some minutes after the gift. */
export const REACH_MS = 5 * 60_000
/** Few are told of before it: a second of that counts as five. */
export const EARLY = 5

/** How far a recipient is from a gift, in milliseconds that count. */
export function gapOf(gift: Gift, recipient: Recipient): number {
  const after = recipient.at.getTime() - gift.at.getTime()
  return after < 0 ? -after * EARLY : after
}

function mayBelong(gift: Gift, recipient: Recipient): boolean {
  return (
    gift.channel === recipient.channel &&
    gift.tier === recipient.tier &&
    (recipient.gifter === null || recipient.gifter === gift.gifter) &&
    gapOf(gift, recipient) <= REACH_MS
  )
}

/**
 * Who got which gift: what is nearest belongs together, until a gift has as many as it was
 * of. That follows from Twitch's times and ids alone, not from the order in which things were told.
 */
export function matchGifts(gifts: Gift[], recipients: Recipient[]): Link[] {
  const left = new Map(gifts.map((gift) => [gift, gift.total]))
  const free = new Set(recipients)
  const links: Link[] = []
  for (const link of linksByRank(gifts, recipients)) {
    const room = left.get(link.gift) ?? 0
    if (room > 0 && free.delete(link.recipient)) {
      left.set(link.gift, room - 1)
      links.push(link)
    }
  }
  return links
}

function linksByRank(gifts: Gift[], recipients: Recipient[]): Link[] {
  const byPlace = Map.groupBy(recipients, placeOf)
  return gifts
    .flatMap((gift) =>
      (byPlace.get(placeOf(gift)) ?? [])
        .filter((recipient) => mayBelong(gift, recipient))
        .map((recipient) => ({ gift, recipient, gap: gapOf(gift, recipient) }))
    )
    .sort(
      (a, b) => a.gap - b.gap || byGift(a.gift, b.gift) || byRecipient(a.recipient, b.recipient)
    )
}

const placeOf = ({ channel, tier }: { channel: string; tier: string }) => `${channel} ${tier}`

/** Of those that do not differ in anything, it does not matter which. */
const byGift = (a: Gift, b: Gift) =>
  a.at.getTime() - b.at.getTime() ||
  byText(a.by ?? '', b.by ?? '') ||
  a.total - b.total ||
  a.id - b.id

const byRecipient = (a: Recipient, b: Recipient) =>
  a.at.getTime() - b.at.getTime() || byText(a.to, b.to) || a.id - b.id

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
