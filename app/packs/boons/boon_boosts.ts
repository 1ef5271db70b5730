import { arrayLiteral } from '#core/lane/array_literal'
import type { LaneSql } from '#core/lane/lane'
import { type Boosts, ContributionBoosts } from '#gamification/counting/contribution_boosts'
import type { RewardedRedemption } from '#redemptions/reward_handlers'

/** Milliseconds. A card spent in that time counts for the next contribution instead. */
const FRESH_MS = 250
const REMEMBERED = 10_000

const CHANNELS = `
  SELECT DISTINCT streamer_id AS "streamerId" FROM boons
  WHERE streamer_id = ANY ($1::uuid[]) AND state = 'waiting'`

/**
 * Of these viewers, locked. Nobody waits here: whoever counts on what it remembers has its instance
 * yet to lock, and the one who holds that may come for the same card.
 */
const WAITING = `
  SELECT b.id, b.streamer_id AS "streamerId", b.viewer_id AS "viewerId",
    (b.terms->>'factor')::int AS factor
  FROM unnest($1::uuid[], $2::bigint[]) AS w(streamer_id, viewer_id)
  JOIN boons b ON b.streamer_id = w.streamer_id AND b.viewer_id = w.viewer_id
    AND b.state = 'waiting'
  ORDER BY b.id FOR NO KEY UPDATE OF b NOWAIT`

const SPEND = `
  UPDATE boons b SET state = 'used', redemption_id = t.redemption_id, ended_at = now()
  FROM unnest($1::uuid[], $2::text[]) AS t(id, redemption_id) WHERE b.id = t.id`

interface Waiting {
  id: string
  streamerId: string
  viewerId: number
  factor: number
}

const keyOf = ({ streamerId, viewerId }: { streamerId: string | null; viewerId: number }) =>
  `${streamerId}/${viewerId}`

/**
 * Cards that multiply their owner's next contribution. Nearly no batch has one, so channels
 * without any are remembered for a moment.
 */
export class BoonBoosts extends ContributionBoosts {
  /** Channels without a waiting card, and until when that is believed. */
  #without = new Map<string, number>()

  async of(sql: LaneSql, redemptions: RewardedRedemption[]): Promise<Boosts> {
    const concerned = await this.#concerned(sql, redemptions)
    if (concerned.length === 0) {
      return new SpentBoons([])
    }
    return new SpentBoons(
      await sql.run<Waiting>(WAITING, [
        arrayLiteral(concerned, ({ streamerId }) => streamerId),
        arrayLiteral(concerned, ({ viewerId }) => viewerId),
      ])
    )
  }

  /** The buyers on channels where a card waits, each once. */
  async #concerned(sql: LaneSql, redemptions: RewardedRedemption[]) {
    const now = performance.now()
    const unsure = new Set(
      redemptions.flatMap(({ streamerId }) =>
        streamerId === null || (this.#without.get(streamerId) ?? 0) > now ? [] : [streamerId]
      )
    )
    if (unsure.size === 0) {
      return []
    }
    const found = await sql.run<{ streamerId: string }>(CHANNELS, [
      arrayLiteral([...unsure], (id) => id),
    ])
    const having = new Set(found.map(({ streamerId }) => streamerId))
    if (this.#without.size > REMEMBERED) {
      this.#without.clear()
    }
    unsure.forEach((id) => {
      if (!having.has(id)) this.#without.set(id, now + FRESH_MS)
    })
    const buyers = redemptions.filter(({ streamerId }) => having.has(streamerId ?? ''))
    return [...new Map(buyers.map((one) => [keyOf(one), one])).values()]
  }
}

class SpentBoons implements Boosts {
  #waiting: Map<string, Waiting>
  #spent: { id: string; redemptionId: string }[] = []

  constructor(waiting: Waiting[]) {
    this.#waiting = new Map(waiting.map((boon) => [keyOf(boon), boon]))
  }

  factorOf(redemption: RewardedRedemption): number {
    return this.#waiting.get(keyOf(redemption))?.factor ?? 1
  }

  spend(redemption: RewardedRedemption): void {
    const key = keyOf(redemption)
    const boon = this.#waiting.get(key)
    if (boon) {
      this.#spent.push({ id: boon.id, redemptionId: redemption.redemptionId })
      this.#waiting.delete(key)
    }
  }

  write(sql: LaneSql): void {
    if (this.#spent.length > 0) {
      sql.later(SPEND, [
        arrayLiteral(this.#spent, ({ id }) => id),
        arrayLiteral(this.#spent, ({ redemptionId }) => redemptionId),
      ])
    }
  }
}
