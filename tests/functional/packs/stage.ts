import limiter from '@adonisjs/limiter/services/main'
import type { Edition } from '#packs/draw/edition'
import { PACKS_API } from '#packs/public/api_prefix'
import env from '#start/env'
import { emptyDatabase } from '#tests/support/database'
import { createStreamer, testSql, type TestStreamer } from '#tests/support/fixtures'
import { PackChannel } from '#tests/support/packs/pack_channel'
import { publishSet } from '#tests/support/packs/published_set'
import { assertDocumented } from '#tests/support/packs/documented'
import { viewer } from '#tests/functional/dashboards/ledger'

export { viewer }

export interface PackStage {
  streamer: TestStreamer
  channel: PackChannel
}

/** The same ones each time, so that a spec's packs are the same each time. */
function countedIds(): () => string {
  let count = 0
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
}

/** A channel with a set on sale and a first seed. */
export async function packStage(overrides: Partial<Edition> = {}): Promise<PackStage> {
  await emptyDatabase()
  await limiter.clear()
  const sql = testSql()
  const streamer = await createStreamer(sql, { name: 'Mira' })
  const set = await publishSet(streamer.id, overrides, countedIds())
  await sql.run(
    'INSERT INTO pack_offers (streamer_id, set_id, cost, is_enabled) VALUES ($1, $2, 500, true)',
    [streamer.id, set.setId]
  )
  const channel = new PackChannel(sql, streamer.id, set)
  await channel.newSeed('the first stream')
  return { streamer, channel }
}

export const origin = () => `http://${env.get('HOST')}:${env.get('PORT')}`

/** The public JSON at a path, and the answer it came with. */
export async function ask<Body = unknown>(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin()}${PACKS_API}${path}`, { headers })
  const text = await response.text()
  const body: Body = text === '' ? null : JSON.parse(text)
  assertDocumented(path, response, body)
  return { status: response.status, headers: response.headers, text, body }
}
