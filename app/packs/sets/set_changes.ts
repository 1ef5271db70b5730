import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'

type Listener = (sql: Sql, after: AfterCommit, setId: string) => Promise<void>

/**
 * What must happen when a set is published, archived or brought back: its rewards follow. Runs in
 * the transaction that does it.
 */
export class SetChanges {
  #listeners: Listener[] = []

  whenChanged(listener: Listener) {
    this.#listeners.push(listener)
  }

  async tell(sql: Sql, after: AfterCommit, setId: string): Promise<void> {
    for (const listener of this.#listeners) {
      await listener(sql, after, setId)
    }
  }
}
