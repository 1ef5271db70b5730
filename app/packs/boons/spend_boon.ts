import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import type { Boon } from '#packs/boons/boon'
import { boonsChanged } from '#packs/boons/boons_changed'
import { type Copies, recordChange, takeCopies } from '#packs/collections/change_copies'
import { NoSuchPack, PackRefused } from '#packs/pack_refused'
import { lockQueue } from '#packs/queue/lock_queue'

/**
 * Spends a card for what it is good for: the owner's next contribution counts
 * more, or the game masters of the channel's campaign are asked.
 *
 * @throws PackRefused when it is good for nothing, not there any more, or nobody could be asked
 */
export function spendBoon(copies: Copies & { attemptId: string }): Promise<Boon> {
  return transact(async (sql, after) => {
    await lockQueue(sql, copies.streamerId)
    const boon = await boonOf(sql, copies)
    const isNew = await recordChange(sql, { ...copies, kind: 'boon_spent', quantity: -1, dust: 0 })
    if (!isNew) {
      return boon
    }
    if (!(await takeCopies(sql, copies, 1))) {
      throw new PackRefused('You do not have this card any more.')
    }
    await keep(sql, after, copies, boon)
    return boon
  })
}

/** Of a card of the channel's sets: anybody can make sets of their own. */
async function boonOf(sql: Sql, { cardId, streamerId }: Copies): Promise<Boon> {
  const [card] = await sql.run<{ boon: Boon | null }>(
    `SELECT c.boon FROM cards c
     JOIN pack_offers o ON o.set_id = c.set_id AND o.streamer_id = $2 WHERE c.id = $1`,
    [cardId, streamerId]
  )
  if (!card) {
    throw new NoSuchPack()
  }
  if (!card.boon) {
    throw new PackRefused('This card cannot be spent.')
  }
  return card.boon
}

async function keep(sql: Sql, after: AfterCommit, copies: Copies, boon: Boon): Promise<void> {
  const campaignId = boon.kind === 'action' ? await liveCampaign(sql, copies.streamerId) : null
  const kept = await sql.run(
    `INSERT INTO boons (id, streamer_id, viewer_id, campaign_id, card_id, variant_id, kind, terms, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)
     ON CONFLICT (streamer_id, viewer_id) WHERE state = 'waiting' DO NOTHING RETURNING id`,
    [
      uuidv7(),
      copies.streamerId,
      copies.viewerId,
      campaignId,
      copies.cardId,
      copies.variantId,
      boon.kind,
      JSON.stringify(boon),
      boon.kind === 'multiplier' ? 'waiting' : 'asked',
    ]
  )
  if (kept.length === 0) {
    throw new PackRefused('A card of yours already waits for your next contribution.')
  }
  if (campaignId) {
    boonsChanged(after, campaignId)
  }
}

/** Where the streamer plays now. */
async function liveCampaign(sql: Sql, streamerId: string): Promise<string> {
  const [campaign] = await sql.run<{ id: string }>(
    `SELECT c.id FROM campaign_members m JOIN campaigns c ON c.id = m.campaign_id
     WHERE m.user_id = $1 AND m.role = 'streamer' AND m.is_live AND c.archived_at IS NULL`,
    [streamerId]
  )
  if (!campaign) {
    throw new PackRefused('No campaign is played on this channel now: keep the card for later.')
  }
  return campaign.id
}
