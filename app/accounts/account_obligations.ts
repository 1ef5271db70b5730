import type User from '#accounts/user'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'

type WindUp = (sql: Sql, after: AfterCommit, user: User) => Promise<void>
type Lock = (sql: Sql, user: User) => Promise<unknown>
type Obstacle = (sql: Sql, user: User) => Promise<string | null>

/**
 * What features above know about an account that wants to go: what must end
 * first, and what stands in the way. They register it at boot; all of it runs in the
 * transaction that deletes the account.
 */
export class AccountObligations {
  #locks: Lock[] = []
  #windUps: WindUp[] = []
  #obstacles: Obstacle[] = []

  /** What is locked before the row of the account, since others who lock it write rows that refer to the account. */
  lockBefore(lock: Lock) {
    this.#locks.push(lock)
  }

  endBefore(windUp: WindUp) {
    this.#windUps.push(windUp)
  }

  /** `obstacle` answers with a sentence that says what to do, or null. */
  keepWhile(obstacle: Obstacle) {
    this.#obstacles.push(obstacle)
  }

  async lock(sql: Sql, user: User): Promise<void> {
    for (const lock of this.#locks) {
      await lock(sql, user)
    }
  }

  async windUp(sql: Sql, after: AfterCommit, user: User): Promise<void> {
    for (const windUp of this.#windUps) {
      await windUp(sql, after, user)
    }
  }

  async obstacle(sql: Sql, user: User): Promise<string | null> {
    for (const obstacle of this.#obstacles) {
      const sentence = await obstacle(sql, user)

      if (sentence) {
        return sentence
      }
    }

    return null
  }
}
