import logger from '@adonisjs/core/services/logger'
import { Worker } from '#core/jobs/worker'
import type { Notifications } from '#core/jobs/notifications'
import type { Connector, ConnectorStatus } from '#channels/connectors/connector'

const SWEEP_MS = 4_000

export type NamedStatus = ConnectorStatus & { id: string; label: string }

/** Runs the connectors that are needed in this process, and tells how all of them are. */
export class ConnectorManager {
  #connectors = new Map<string, Connector>()
  #running = new Set<Connector>()
  #worker: Worker | undefined

  /** @throws when there is one of that id */
  register(connector: Connector): this {
    if (this.#connectors.has(connector.id)) {
      throw new Error(`There are two connectors "${connector.id}".`)
    }
    this.#connectors.set(connector.id, connector)
    return this
  }

  /**
   * Looks whenever what is wanted may have changed.
   *
   * @param isOurs which of them may run in this process at all
   */
  start(
    notifications: Notifications,
    isOurs: (connector: Connector) => boolean = () => true
  ): void {
    const connectors = [...this.#connectors.values()].filter(isOurs)
    this.#worker = new Worker(
      {
        name: 'connectors',
        channel: 'subscriptions',
        sweepMs: SWEEP_MS,
        work: async () => {
          await Promise.all(connectors.map((connector) => this.#apply(connector)))
          return false
        },
      },
      notifications
    )
    this.#worker.start()
  }

  async stop(): Promise<void> {
    await this.#worker?.stop()
    await Promise.all([...this.#running].map((connector) => connector.stop()))
    this.#running.clear()
  }

  async status(): Promise<NamedStatus[]> {
    return Promise.all(
      [...this.#connectors.values()].map(async (connector) => ({
        id: connector.id,
        label: connector.label,
        ...(await connector.status()),
      }))
    )
  }

  /** One that fails does not keep the others from running. */
  async #apply(connector: Connector): Promise<void> {
    try {
      const isNeeded = await connector.isNeeded()
      if (isNeeded && !this.#running.has(connector)) {
        await connector.start()
        this.#running.add(connector)
      }
      if (!isNeeded && this.#running.delete(connector)) {
        await connector.stop()
      }
    } catch (error) {
      logger.error(
        { event: 'connectors.failed', connector: connector.id, err: error },
        'A connector could not be started or stopped'
      )
    }
  }
}
