import type { Sql } from '#core/sql'

export interface PublicEdition {
  number: number
  sha256: string
  publishedAt: string
}

const SHA256 = /^[0-9a-f]{64}$/

/** All editions of a set, newest first. */
export async function publicEditions(sql: Sql, setId: string): Promise<PublicEdition[]> {
  const rows = await sql.run<Omit<PublicEdition, 'publishedAt'> & { publishedAt: Date }>(
    `SELECT number, sha256, published_at AS "publishedAt" FROM set_editions
     WHERE set_id = $1 ORDER BY number DESC`,
    [setId]
  )
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }))
}

/** The text of an edition on offer, or one packs were opened from, by the hash of it; null for none. */
export async function editionText(sql: Sql, sha256: string): Promise<string | null> {
  if (!SHA256.test(sha256)) return null
  const [row] = await sql.run<{ content: string }>(
    `SELECT e.content FROM set_editions e
     WHERE e.sha256 = $1
       AND (EXISTS (SELECT FROM pack_offers p JOIN card_sets c ON c.id = p.set_id
                    WHERE p.set_id = e.set_id AND p.is_enabled AND c.state = 'active')
            OR EXISTS (SELECT FROM openings o WHERE o.edition_id = e.id))
     LIMIT 1`,
    [sha256]
  )
  return row?.content ?? null
}
