import { randomBytes } from 'node:crypto'
import logger from '@adonisjs/core/services/logger'
import pg from 'pg'

const PREFIX = 'rehearsal_'

/**
 * A schema that stands in front of PostgreSQL's own functions: whoever looks names up in it first
 * lives in a time that runs faster, and wakes nobody. All tables are made anew in it; the real
 * ones are not in its path. It is dropped with all that is in it. As long as it is there, a
 * connection carries its name: one without is what a killed process has left behind.
 */
export class ShadowSchema {
  private constructor(
    private connectionString: string,
    private client: pg.Client,
    readonly name: string,
    /** The one that the app itself uses. */
    readonly source: string,
    /** From when on time runs faster in it: milliseconds since 1970. */
    readonly origin: number
  ) {}

  /** @param speed how many seconds pass in it during one */
  static async create(connectionString: string, speed: number): Promise<ShadowSchema> {
    const name = PREFIX + randomBytes(6).toString('hex')
    const client = await connected(connectionString, name)
    try {
      await dropLeftOvers(client)
      const { rows } = await client.query<{ source: string }>('SELECT current_schema() AS source')
      const origin = Date.now()
      await client.query(`CREATE SCHEMA ${name}`)
      await client.query(shadows(name, new Date(origin), speed))
      return new ShadowSchema(connectionString, client, name, rows[0].source, origin)
    } catch (error) {
      await client.end()
      throw error
    }
  }

  /** An address of the same database that finds everything in here, and PostgreSQL's own things. */
  get address(): string {
    const url = new URL(this.connectionString)
    const others = url.searchParams.get('options') ?? ''
    url.searchParams.set('options', `${others} -c search_path=${this.name},pg_catalog`.trim())
    url.searchParams.set('application_name', this.name)
    return url.href
  }

  async drop(): Promise<void> {
    try {
      await this.client.query(`DROP SCHEMA IF EXISTS ${this.name} CASCADE`)
    } finally {
      await this.client.end()
    }
  }
}

async function connected(connectionString: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: name, keepAlive: true })
  // Its statements fail; without a listener the event would end the process.
  client.on('error', (error) =>
    logger.warn({ event: 'rehearsal.connection_lost', err: error }, 'A connection was lost')
  )
  await client.connect()
  return client
}

/** Of processes that were killed: nobody is connected under their name any more. */
async function dropLeftOvers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ nspname: string }>(
    `SELECT n.nspname FROM pg_namespace n
     WHERE n.nspname LIKE 'rehearsal\\_%'
       AND n.nspowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
       AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.application_name = n.nspname)`
  )
  for (const { nspname } of rows) {
    await client.query(`DROP SCHEMA IF EXISTS ${client.escapeIdentifier(nspname)} CASCADE`)
  }
}

/** Names are looked up here before PostgreSQL's own. Nobody is woken: whoever waits out there must not hear of it. */
const shadows = (name: string, origin: Date, speed: number) => `
  CREATE FUNCTION ${name}.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    $$ SELECT ${faster('pg_catalog.clock_timestamp()', origin, speed)} $$;
  CREATE FUNCTION ${name}.now() RETURNS timestamptz LANGUAGE sql STABLE AS
    $$ SELECT ${faster('pg_catalog.now()', origin, speed)} $$;
  CREATE FUNCTION ${name}.pg_notify(text, text) RETURNS void LANGUAGE sql VOLATILE AS 'SELECT'`

const faster = (now: string, origin: Date, speed: number) =>
  `timestamptz '${origin.toISOString()}'
   + (${now} - timestamptz '${origin.toISOString()}') * ${Number(speed)}`
