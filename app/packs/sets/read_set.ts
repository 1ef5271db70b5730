import type { Sql } from '#core/sql'
import type { Boon } from '#packs/boons/boon'
import { REVISION } from '#packs/sets/change_set'
import type { Chance } from '#packs/sets/chance'
import type { SetState } from '#packs/sets/find_set'
import type { Effect } from '#packs/sets/set_rules'

export type EditableRarity = {
  id: string
  name: string
  colour: string
  chance: Chance
  dust: number
  dustPrice: number
}

export type EditableVariant = {
  id: string
  name: string
  effect: Effect
  chance: Chance
}

export type EditableCard = {
  id: string
  rarityId: string
  name: string
  text: string
  pictureId: string | null
  weight: number
  position: number
  boon: Boon | null
  retiredAt: string | null
  variants: EditableVariant[]
}

export type EditionLine = {
  id: string
  number: number
  sha256: string
  publishedAt: string
}

/** The draft of a set, and what of it is published. */
export type EditableSet = {
  id: string
  name: string
  description: string
  pictureId: string | null
  ownerId: string | null
  campaignId: string | null
  state: SetState
  startsAt: string | null
  endsAt: string | null
  packSize: number
  pityAfter: number | null
  revision: string
  /** From the most common one. */
  rarities: EditableRarity[]
  slots: { slot: number; minimumRarityId: string }[]
  /** In their order, retired ones last. */
  cards: EditableCard[]
  edition: EditionLine | null
}

const CHANCE = `jsonb_build_object('numerator', x.chance_numerator, 'denominator', x.chance_denominator)`

const RARITIES = `SELECT jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'colour', x.colour,
    'chance', ${CHANCE}, 'dust', x.dust, 'dustPrice', x.dust_price) ORDER BY x.position)
  FROM card_rarities x WHERE x.set_id = s.id`

const SLOTS = `SELECT jsonb_agg(jsonb_build_object('slot', p.slot, 'minimumRarityId', p.minimum_rarity_id) ORDER BY p.slot)
  FROM pack_slots p WHERE p.set_id = s.id`

const VARIANTS = `SELECT x.card_id, jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'effect', x.effect,
    'chance', ${CHANCE}) ORDER BY x.position) AS list
  FROM card_variants x JOIN cards c ON c.id = x.card_id WHERE c.set_id = $1 GROUP BY x.card_id`

const CARDS = `SELECT jsonb_agg(jsonb_build_object('id', c.id, 'rarityId', c.rarity_id, 'name', c.name, 'text', c.text,
    'pictureId', c.picture_id, 'weight', c.weight, 'position', c.position, 'boon', c.boon, 'retiredAt', c.retired_at,
    'variants', COALESCE(v.list, '[]')) ORDER BY c.retired_at IS NOT NULL, c.position)
  FROM cards c LEFT JOIN (${VARIANTS}) v ON v.card_id = c.id WHERE c.set_id = s.id`

const EDITION = `SELECT jsonb_build_object('id', e.id, 'number', e.number, 'sha256', e.sha256, 'publishedAt', e.published_at)
  FROM set_editions e WHERE e.id = s.edition_id`

/** Everything an editor shows of a set, as of one moment; undefined for none. */
export async function readSet(sql: Sql, id: string): Promise<EditableSet | undefined> {
  const [set] = await sql.run<EditableSet>(
    `SELECT s.id, s.name, s.description, s.picture_id AS "pictureId", s.owner_id AS "ownerId",
       s.campaign_id AS "campaignId", s.state, to_jsonb(s.starts_at)#>>'{}' AS "startsAt",
       to_jsonb(s.ends_at)#>>'{}' AS "endsAt", s.pack_size AS "packSize", s.pity_after AS "pityAfter",
       (${REVISION})::text AS revision, COALESCE((${RARITIES}), '[]') AS rarities,
       COALESCE((${SLOTS}), '[]') AS slots, COALESCE((${CARDS}), '[]') AS cards, (${EDITION}) AS edition
     FROM card_sets s WHERE s.id = $1`,
    [id]
  )
  return set
}
