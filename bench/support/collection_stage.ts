import { uuidv7 } from '#core/ids'
import type { EditionCard } from '#packs/draw/edition'
import { createStreamer, testSql } from '#tests/support/fixtures'
import { publishSet, sellSet } from '#tests/support/packs/published_set'

const LOGIN = 'collector_of_all'

/** A set of so many cards, and somebody who has all of them, some several times and in two looks. */
export async function wholeCollection(count: number): Promise<string> {
  const sql = testSql()
  const streamer = await createStreamer(sql, { viewers: 5 })
  const cards = Array.from({ length: count }, (_, index): EditionCard => ({
    id: uuidv7(),
    name: `Card ${index + 1}`,
    rarity: index % 5,
    weight: 1,
    variants: [{ id: uuidv7(), name: 'Foil', chance: [1, 10] }],
  }))
  const set = await publishSet(streamer.id, { cards })
  await sellSet(sql, set, streamer)
  const [viewer] = await sql.run<{ id: number }>(
    `INSERT INTO viewers (twitch_id, login, display_name) VALUES ($1, $1, 'Somebody') RETURNING id`,
    [LOGIN]
  )
  await sql.run(
    `INSERT INTO collections (streamer_id, viewer_id, set_id, card_id, variant_id, owned, shown,
       first_shown_at, last_shown_at)
     SELECT $1, $2, c.set_id, c.id, v.id, 1 + c.position % 4, 1 + c.position % 4, now(), now()
     FROM cards c
     CROSS JOIN LATERAL (SELECT NULL::uuid AS id
       UNION ALL SELECT id FROM card_variants WHERE card_id = c.id AND c.position % 3 = 0) AS v
     WHERE c.set_id = $3`,
    [streamer.id, viewer?.id ?? 0, set.setId]
  )
  await sql.run('ANALYZE')
  return `/packs/${streamer.login}/viewers/${LOGIN}`
}
