import { randomUUID } from 'node:crypto'
import pg from 'pg'
import env from '#start/env'

/**
 * The database's own limit: one connection, one transaction per redemption, one
 * after the other, with the least that counting needs: a row for the redemption
 * and an update of the progress. Its tables have a primary key and nothing else.
 */
export class BareClient {
  #client = new pg.Client({ connectionString: env.get('DATABASE_URL') })
  #instances: string[] = []

  async open(instances: number): Promise<this> {
    await this.#client.connect()
    await this.#client.query(`
      CREATE SCHEMA bare;
      CREATE TABLE bare.instances (id uuid PRIMARY KEY, objective int NOT NULL, progress int NOT NULL);
      CREATE TABLE bare.redemptions (
        id text PRIMARY KEY, instance_id uuid NOT NULL, viewer text NOT NULL, cost int NOT NULL,
        redeemed_at timestamptz NOT NULL);
    `)
    this.#instances = Array.from({ length: instances }, () => randomUUID())
    for (const id of this.#instances) {
      await this.#client.query('INSERT INTO bare.instances VALUES ($1, 1000000000, 0)', [id])
    }
    return this
  }

  /** Redemptions per second over about `seconds`, spread over so many instances. */
  async rate(seconds: number, instances: number): Promise<number> {
    const started = performance.now()
    let done = 0

    while (performance.now() - started < seconds * 1_000) {
      await this.#one(this.#instances[done % instances])
      done++
    }
    return done / ((performance.now() - started) / 1_000)
  }

  async close(): Promise<void> {
    await this.#client.query('DROP SCHEMA bare CASCADE')
    await this.#client.end()
  }

  async #one(instance: string): Promise<void> {
    await this.#client.query('BEGIN')
    await this.#client.query({
      name: 'insert',
      text: 'INSERT INTO bare.redemptions VALUES ($1, $2, $3, $4, $5)',
      values: [randomUUID(), instance, 'viewer', 100, new Date()],
    })
    await this.#client.query({
      name: 'update',
      text: 'UPDATE bare.instances SET progress = LEAST(objective, progress + 1) WHERE id = $1',
      values: [instance],
    })
    await this.#client.query('COMMIT')
  }
}
