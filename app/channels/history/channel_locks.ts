import { arrayLiteral } from '#core/lane/array_literal'
import type { Sql } from '#core/sql'

const ADD = `
  INSERT INTO channels (id) SELECT id FROM unnest($1::text[]) AS t(id)
  WHERE NOT EXISTS (SELECT FROM channels c WHERE c.id = t.id) ORDER BY id ON CONFLICT DO NOTHING`

const LOCK = `SELECT id FROM channels WHERE id = ANY ($1::text[]) ORDER BY id FOR NO KEY UPDATE`

/**
 * Holds channels until the end of the transaction: their history is written by
 * one at a time. Comes before any lock of a viewer.
 */
export async function lockChannels(sql: Sql, channelIds: Iterable<string>): Promise<void> {
  const ids = arrayLiteral([...new Set(channelIds)], (id) => id)
  await Promise.all([sql.run(ADD, [ids]), sql.run(LOCK, [ids])])
}
