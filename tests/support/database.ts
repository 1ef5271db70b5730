import db from '@adonisjs/lucid/services/db'

/** The rest goes with these, by foreign key. */
const ROOTS = [
  'redemptions',
  'channel_events',
  'channels',
  'stream_sessions',
  'event_failures',
  'event_readers',
  'viewers',
  'subscription_gifts',
  'rewards',
  'campaigns',
  'users',
  'card_sets',
  'pictures',
  'access_settings',
  'sessions',
  'ownerships',
  'parked_messages',
  'eventsub_settings',
  'eventsub_subscriptions',
  'eventsub_removals',
  'eventsub_conduits',
  'eventsub_receivers',
]

/**
 * Empties the test database. Deleting a few rows is ten times as fast as
 * truncating forty tables.
 */
export async function emptyDatabase(): Promise<void> {
  await db.rawQuery(ROOTS.map((table) => `DELETE FROM ${table}`).join(';'))
}
