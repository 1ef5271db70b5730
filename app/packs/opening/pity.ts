import { arrayLiteral } from '#core/lane/array_literal'
import type { LaneSql } from '#core/lane/lane'

/** Packs in a row without the top rarity, by `pityKey`. */
export type Pity = Map<string, number>

interface Row {
  streamerId: string
  viewerId: number
  setId: string
  packs: number
}

export type PityOf = Omit<Row, 'packs'>

export const pityKey = (streamerId: string, viewerId: number, setId: string) =>
  `${streamerId}/${viewerId}/${setId}`

const READ = `
  SELECT p.streamer_id AS "streamerId", p.viewer_id AS "viewerId", p.set_id AS "setId", p.packs
  FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS w(streamer_id, viewer_id, set_id)
  JOIN pack_pity p USING (streamer_id, viewer_id, set_id)`

const WRITE = `
  INSERT INTO pack_pity (streamer_id, viewer_id, set_id, packs)
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::int[])
  ON CONFLICT (streamer_id, viewer_id, set_id) DO UPDATE SET packs = excluded.packs`

/** The channels are locked: nobody else counts meanwhile. */
export async function readPity(sql: LaneSql, whose: PityOf[]): Promise<Pity> {
  const rows = await sql.run<Row>(READ, keys(distinct(whose)))
  return new Map(
    rows.map(({ streamerId, viewerId, setId, packs }) => [
      pityKey(streamerId, viewerId, setId),
      packs,
    ])
  )
}

export function writePity(sql: LaneSql, whose: PityOf[], pity: Pity): void {
  const rows = distinct(whose)
  sql.later(WRITE, [
    ...keys(rows),
    arrayLiteral(
      rows,
      ({ streamerId, viewerId, setId }) => pity.get(pityKey(streamerId, viewerId, setId)) ?? 0
    ),
  ])
}

const keys = (rows: PityOf[]) => [
  arrayLiteral(rows, ({ streamerId }) => streamerId),
  arrayLiteral(rows, ({ viewerId }) => viewerId),
  arrayLiteral(rows, ({ setId }) => setId),
]

function distinct(whose: PityOf[]): PityOf[] {
  const byKey = new Map(whose.map((one) => [pityKey(one.streamerId, one.viewerId, one.setId), one]))
  return [...byKey.values()]
}
