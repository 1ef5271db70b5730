import type { Sql } from '#core/sql'

/** What a channel's packs are drawn from: its hash at once, itself once it is revealed. */
export type PublicSeed = {
  sha256: string
  firstNumber: number
  /** Null for the seed that packs are drawn from now. */
  lastNumber: number | null
  publishedAt: string
  revealedAt: string | null
  /** When it turned out that nobody can read it any more; its packs cannot be checked. */
  lostAt: string | null
  seed: string | null
}

export interface SeedRow {
  id: string
  sha256: string
  first_number: string
  last_number: string | null
  seed: string | null
  published_at: Date
  revealed_at: Date | null
  lost_at: Date | null
}

const COLUMNS =
  'id, sha256, first_number, last_number, seed, published_at, revealed_at, lost_at'
const SHA256 = /^[0-9a-f]{64}$/

/** The newest seeds of a channel, at most so many. */
export async function publicSeeds(
  sql: Sql,
  streamerId: string,
  most: number
): Promise<PublicSeed[]> {
  const rows = await sql.run<SeedRow>(
    `SELECT ${COLUMNS} FROM pack_seeds WHERE streamer_id = $1
     ORDER BY first_number DESC, published_at DESC LIMIT $2`,
    [streamerId, most]
  )
  return rows.map(toPublicSeed)
}

/** The row of one; null when the channel has none with this hash. */
export async function findSeed(
  sql: Sql,
  streamerId: string,
  sha256: string
): Promise<SeedRow | null> {
  if (!SHA256.test(sha256)) return null
  const [row] = await sql.run<SeedRow>(
    `SELECT ${COLUMNS} FROM pack_seeds WHERE streamer_id = $1 AND sha256 = $2`,
    [streamerId, sha256]
  )
  return row ?? null
}

/** As strangers may see it. */
export function toPublicSeed(row: SeedRow): PublicSeed {
  return {
    sha256: row.sha256,
    firstNumber: Number(row.first_number),
    lastNumber: row.last_number === null ? null : Number(row.last_number),
    publishedAt: row.published_at.toISOString(),
    revealedAt: row.revealed_at?.toISOString() ?? null,
    lostAt: row.lost_at?.toISOString() ?? null,
    seed: row.revealed_at === null ? null : row.seed,
  }
}
