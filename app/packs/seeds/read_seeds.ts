import type { Sql } from '#core/sql'

/** What anybody may know of a channel's seed. */
export type PublishedSeed = {
  id: string
  /** SHA-256 of the seed, hexadecimal. */
  sha256: string
  firstNumber: number
  /** Null while packs are drawn from it. */
  lastNumber: number | null
  publishedAt: string
  /** Hexadecimal, once revealed. */
  seed: string | null
  revealedAt: string | null
  /** When it turned out that nobody can read it any more. */
  lostAt: string | null
}

type Row = Omit<PublishedSeed, 'publishedAt' | 'revealedAt' | 'lostAt'> & {
  publishedAt: Date
  revealedAt: Date | null
  lostAt: Date | null
}

/** The channel's seeds, the present one first. */
export async function readSeeds(
  sql: Sql,
  streamerId: string,
  atMost: number
): Promise<PublishedSeed[]> {
  const rows = await sql.run<Row>(
    `SELECT id, sha256, first_number AS "firstNumber", last_number AS "lastNumber",
       published_at AS "publishedAt", seed, revealed_at AS "revealedAt", lost_at AS "lostAt"
     FROM pack_seeds WHERE streamer_id = $1 ORDER BY first_number DESC, published_at DESC LIMIT $2`,
    [streamerId, atMost]
  )
  return rows.map(({ publishedAt, revealedAt, lostAt, ...row }) => ({
    ...row,
    publishedAt: publishedAt.toISOString(),
    revealedAt: revealedAt?.toISOString() ?? null,
    lostAt: lostAt?.toISOString() ?? null,
  }))
}
