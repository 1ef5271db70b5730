import { arrayLiteral } from '#core/lane/array_literal'
import type { Sql } from '#core/sql'
import {
  type Gift,
  type Link,
  matchGifts,
  REACH_MS,
  type Recipient,
} from '#channels/history/gift_matching'
import { GIFT, IS_RECIPIENT, RECIPIENT } from '#channels/history/gift_rows'
import { giftsFor, recipientsFor } from '#channels/history/gift_wishes'

const GIFTS_BY_ID = `
  SELECT ${GIFT} FROM subscription_gifts g LEFT JOIN viewers p ON p.id = g.gifter_id
  WHERE g.id = ANY ($1::bigint[])`

const RECIPIENTS_BY_GIFT = `
  SELECT ${RECIPIENT} FROM viewer_subscriptions s JOIN viewers v ON v.id = s.viewer_id
  WHERE s.gift_id = ANY ($1::bigint[]) AND ${IS_RECIPIENT}`

/**
 * Gifts and recipients that something new may concern: as many as it takes until nobody else would
 * have it otherwise. Whatever is in it comes with all that it is linked with.
 */
export class GiftPool {
  #gifts = new Map<number, Gift>()
  #recipients = new Map<number, Recipient>()
  /** Not looked at before, or not as they are. */
  #fresh = new Set<Gift | Recipient>()
  #links: Link[] = []

  /** @param left those that are no recipients any more, and are linked with a gift */
  constructor(
    private sql: Sql,
    private left: Recipient[]
  ) {}

  get gifts(): Iterable<Gift> {
    return this.#gifts.values()
  }

  /** Those who are none any more among them. */
  get recipients(): Iterable<Recipient> {
    return [...this.#recipients.values(), ...this.left]
  }

  /** @returns who got which gift, among all that matter */
  async settle(gifts: Gift[], recipients: Recipient[]): Promise<Link[]> {
    this.#fresh = new Set([...gifts, ...recipients])
    await this.#add(gifts, [...recipients, ...this.left])
    this.left.forEach(({ id }) => this.#recipients.delete(id))
    do {
      this.#links = matchGifts([...this.#gifts.values()], [...this.#recipients.values()])
    } while (await this.#addThoseWhoWould())
    return this.#links
  }

  async #add(gifts: Gift[], recipients: Recipient[]): Promise<void> {
    gifts.forEach((gift) => this.#gifts.set(gift.id, gift))
    recipients.forEach((recipient) => this.#recipients.set(recipient.id, recipient))

    const missing = recipients
      .flatMap(({ gift }) => gift ?? [])
      .filter((id) => !this.#gifts.has(id))
    const linked = missing.length > 0 ? await this.sql.run<Gift>(GIFTS_BY_ID, [ids(missing)]) : []
    linked.forEach((gift) => this.#gifts.set(gift.id, gift))

    const having = [...gifts, ...linked].filter(({ found }) => found > 0)
    if (having.length > 0) {
      const theirs = await this.sql.run<Recipient>(RECIPIENTS_BY_GIFT, [
        ids(having.map(({ id }) => id)),
      ])
      for (const one of theirs) {
        if (!this.#recipients.has(one.id)) this.#recipients.set(one.id, one)
      }
    }
  }

  /**
   * Adds those outside for whom it would be nearer, too: only what is farther off
   * now than it was before can have such.
   */
  async #addThoseWhoWould(): Promise<boolean> {
    const linksOf = Map.groupBy(this.#links, ({ gift }) => gift)
    const gapsOf = new Map(this.#links.map(({ recipient, gap: off }) => [recipient, off]))

    const gifts = [...this.#gifts.values()].map((gift) => {
      const links = linksOf.get(gift) ?? []
      const before = this.#fresh.has(gift) ? -1 : reachOf(gift, gift.found, gift.farthest)
      return { gift, before, reach: reachOf(gift, links.length, farthestOf(links)) }
    })
    const recipients = [...this.#recipients.values()].map((recipient) => {
      const before = this.#fresh.has(recipient) ? -1 : (recipient.gap ?? REACH_MS)
      return { recipient, before, reach: gapsOf.get(recipient) ?? REACH_MS }
    })
    const [moreRecipients, moreGifts] = await Promise.all([
      recipientsFor(this.sql, gifts.filter(isFarther), this.#recipients.keys()),
      giftsFor(this.sql, recipients.filter(isFarther), this.#gifts.keys()),
    ])
    await this.#add(moreGifts, moreRecipients)
    return moreRecipients.length + moreGifts.length > 0
  }
}

const isFarther = ({ before, reach }: { before: number; reach: number }) => reach > before

/** The farthest recipient that a gift would have: -1 for none. */
function reachOf({ total }: Gift, found: number, farthest: number | null): number {
  return total === 0 ? -1 : found < total ? REACH_MS : (farthest ?? REACH_MS)
}

export const farthestOf = (links: Link[]) =>
  links.reduce((most, { gap: off }) => Math.max(most, off), 0)

const ids = (them: number[]) => arrayLiteral(them, (id) => id)
