import type { ApplicationService } from '@adonisjs/core/types'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { Clock } from '#core/clock'
import { onLucid, type Sql } from '#core/sql'
import { SettlementGateway } from '#redemptions/settlement_gateway'
import type { RehearsalOrder } from '#rehearsal/orders'
import { RehearsalClock } from '#rehearsal/play/fast_clock'
import { Play } from '#rehearsal/play/play'
import { PretendedTwitch } from '#rehearsal/play/pretended_twitch'

/** Makes the tables of a rehearsal, and puts its time and its Twitch in the place of the real ones. */
export async function prepare(
  app: ApplicationService,
  { origin, speed, schema }: RehearsalOrder
): Promise<{ play: Play; clock: RehearsalClock }> {
  const database = await app.container.make('lucid.db')
  await insistOn(onLucid(database.connection()), schema)
  // The real tables' migrations may be under way; these are others.
  const migrator = new MigrationRunner(database, app, {
    direction: 'up',
    dryRun: false,
    disableLocks: true,
  })
  await migrator.run()
  if (migrator.error) throw migrator.error

  const clock = new RehearsalClock(origin, speed)
  app.container.swap(Clock, () => clock)
  app.container.swap(SettlementGateway, () => new PretendedTwitch())
  return { play: await app.container.make(Play), clock }
}

/** A pooler may have left out what the address says: then these are the real tables. */
async function insistOn(sql: Sql, schema: string): Promise<void> {
  const [row] = await sql.run<{ name: string }>('SELECT current_schema() AS name')
  if (row?.name !== schema) {
    throw new Error(
      'The database does not let a rehearsal be apart. Set DATABASE_DIRECT_URL to the database itself.'
    )
  }
}
