import { createHash } from 'node:crypto'
import type { Sql } from '#core/sql'
import { uuidv7 } from '#core/ids'
import { canonical } from '#packs/draw/canonical'
import { type DrawnCard } from '#packs/draw/draw_cards'
import { drawPack } from '#packs/draw/draw_pack'
import { prepareEdition } from '#packs/draw/prepare_edition'
import { sha256Of } from '#packs/draw/sha256_of'
import type { PublishedSet } from './published_set.js'

interface Opened {
  id: string
  number: number
  viewerId: number
  hasTop: boolean
  refundedBefore: number | null
  cards: DrawnCard[]
}

/** A channel whose packs are rows made by hand, as the app draws and keeps them. */
export class PackChannel {
  #number = 0
  #opened: Opened[] = []
  #seed: { id: string; bytes: Buffer; sha256: string } | undefined

  constructor(
    private readonly sql: Sql,
    readonly streamerId: string,
    readonly set: PublishedSet
  ) {}

  /** Of the set's one edition. */
  get editionSha256(): string {
    return sha256Of(canonical(this.set.edition))
  }

  /** Hash of the seed that packs are drawn from; made from a word, so that each run draws the same. */
  async newSeed(word: string): Promise<string> {
    const bytes = createHash('sha256').update(word).digest()
    const seed = { id: uuidv7(), bytes, sha256: sha256Of(bytes) }
    await this.sql.run(
      `INSERT INTO pack_seeds (id, streamer_id, sha256, seed_sealed, first_number) VALUES ($1, $2, $3, 'sealed', $4)`,
      [seed.id, this.streamerId, seed.sha256, this.#number + 1]
    )
    this.#seed = seed
    return seed.sha256
  }

  /** Ends the seed and publishes it. */
  async reveal(): Promise<void> {
    const { id, bytes } = this.#current()
    await this.sql.run(
      `UPDATE pack_seeds SET last_number = $2, seed = $3, revealed_at = now() WHERE id = $1`,
      [id, this.#number, bytes.toString('hex')]
    )
  }

  /** A viewer buys a pack, which waits. */
  async buy(viewerId: number): Promise<Opened> {
    const { id: seedId, bytes } = this.#current()
    const [id, number] = [uuidv7(), ++this.#number]
    const redemptionId = `redemption-${number}`
    const pityBefore = this.#pityOf(viewerId)
    const { edition, setId, editionId } = this.set
    const { editionSha256 } = this
    const key = { seed: bytes, editionSha256, number, redemptionId, pityBefore }
    const { cards, hasTop } = drawPack(prepareEdition(edition), key)
    await this.sql.run(
      `INSERT INTO openings (id, streamer_id, viewer_id, set_id, edition_id, seed_id, number, redemption_id, pity_before, has_top, place, redeemed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $7, now())`,
      [
        ...[id, this.streamerId, viewerId, setId, editionId],
        ...[seedId, number, redemptionId, pityBefore, hasTop],
      ]
    )
    for (const { slot, cardId, variantId } of cards) {
      await this.sql.run('INSERT INTO opening_cards VALUES ($1, $2, $3, $4)', [
        ...[id, slot, cardId, variantId],
      ])
      await this.#collect(viewerId, cardId, variantId)
    }
    const opened = { id, number, viewerId, hasTop, cards, refundedBefore: null }
    this.#opened.push(opened)
    return opened
  }

  /** The overlay has shown it. */
  async show({ id, viewerId, cards }: Opened): Promise<void> {
    const showing = uuidv7()
    await this.sql.run(
      `INSERT INTO pack_showings (id, streamer_id, mode, length_ms, due_at, ended_at, ended_by)
       VALUES ($1, $2, 'full', 9000, now(), now(), 'overlay')`,
      [showing, this.streamerId]
    )
    await this.sql.run(
      `UPDATE openings SET state = 'shown', showing_id = $2, shown_at = now() WHERE id = $1`,
      [id, showing]
    )
    for (const { cardId, variantId } of cards) {
      await this.sql.run(
        `UPDATE collections SET shown = shown + 1, first_shown_at = COALESCE(first_shown_at, now()), last_shown_at = now()
         WHERE streamer_id = $1 AND viewer_id = $2 AND card_id = $3 AND variant_id IS NOT DISTINCT FROM $4`,
        [this.streamerId, viewerId, cardId, variantId]
      )
    }
  }

  async buyAndShow(viewerId: number): Promise<Opened> {
    const opened = await this.buy(viewerId)
    await this.show(opened)
    return opened
  }

  /** It waits no more: its points and its cards went back. */
  async refund(opened: Opened): Promise<void> {
    opened.refundedBefore = this.#number + 1
    await this.sql.run(
      `UPDATE openings SET state = 'refunded', reason = 'pack_refunded', refunded_at = now(), refunded_before = $2
       WHERE id = $1`,
      [opened.id, opened.refundedBefore]
    )
    for (const { cardId, variantId } of opened.cards) {
      await this.sql.run(
        `UPDATE collections SET owned = owned - 1
         WHERE streamer_id = $1 AND viewer_id = $2 AND card_id = $3 AND variant_id IS NOT DISTINCT FROM $4`,
        [this.streamerId, opened.viewerId, cardId, variantId]
      )
    }
  }

  #current() {
    if (!this.#seed) throw new Error('The channel has no seed yet')
    return this.#seed
  }

  #pityOf(viewerId: number): number {
    const packs = this.#opened.filter(
      (one) => one.viewerId === viewerId && one.refundedBefore === null
    )
    return packs.length - 1 - packs.findLastIndex(({ hasTop }) => hasTop)
  }

  async #collect(viewerId: number, cardId: string, variantId: string | null): Promise<void> {
    await this.sql.run(
      `INSERT INTO collections AS c (streamer_id, viewer_id, set_id, card_id, variant_id, owned)
       VALUES ($1, $2, $3, $4, $5, 1) ON CONFLICT ON CONSTRAINT collections_one DO UPDATE SET owned = c.owned + 1`,
      [this.streamerId, viewerId, this.set.setId, cardId, variantId]
    )
  }
}
