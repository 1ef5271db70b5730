import { setTimeout as sleep } from 'node:timers/promises'
import { Exception } from '@adonisjs/core/exceptions'
import logger from '@adonisjs/core/services/logger'
import { disown, own } from '#core/jobs/ownership'
import { ROLES, roles } from '#core/roles'
import type { Sql } from '#core/sql'

const RESOURCE = 'process'
const TTL_SECONDS = 10
const RENEW_MS = 3_000

/**
 * Without Redis, live messages reach only the process that sends them, and rate
 * limits count in each for itself. So there is one process, and a second one
 * says why it does not start.
 */
export class OnlyProcess {
  #timer: NodeJS.Timeout | undefined

  constructor(private sql: Sql) {}

  /** @throws with what to do when the roles are split or another process is alive */
  async claim(): Promise<void> {
    if (roles().length < ROLES.length) {
      throw new Exception('ROLES splits the app into processes, which needs Redis. Set REDIS_URL.')
    }

    const deadline = Date.now() + (TTL_SECONDS + 1) * 1_000
    while ((await own(this.sql, RESOURCE, TTL_SECONDS)) === null) {
      if (Date.now() > deadline) {
        throw new Exception(
          'Another Crowdcrit process uses this database. Stop it, or set REDIS_URL to run several.'
        )
      }
      await sleep(500)
    }

    this.#timer = setInterval(() => void this.#renew(), RENEW_MS)
  }

  async release(): Promise<void> {
    clearInterval(this.#timer)
    await disown(this.sql, RESOURCE)
  }

  async #renew(): Promise<void> {
    try {
      if ((await own(this.sql, RESOURCE, TTL_SECONDS)) === null) {
        logger.error({ event: 'process.second' }, 'Another process works on this database too')
      }
    } catch (error) {
      logger.warn({ event: 'process.not_renewed', err: error }, 'The database did not answer')
    }
  }
}
