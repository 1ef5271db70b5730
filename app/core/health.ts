import db from '@adonisjs/lucid/services/db'
import type { ApplicationService } from '@adonisjs/core/types'

export interface PartHealth {
  /** `off` is a part this installation does without. */
  state: 'ok' | 'degraded' | 'down' | 'off'
  detail?: string
}

type Check = () => Promise<PartHealth> | PartHealth

/**
 * The state of each part of the app. Features register theirs; a part that is
 * down and cannot be done without makes the whole answer 503.
 */
export class Health {
  #checks = new Map<string, { check: Check; vital: boolean }>()

  constructor(private app: ApplicationService) {
    this.register('database', () => this.#database(), { vital: true })
  }

  register(part: string, check: Check, { vital = false } = {}) {
    this.#checks.set(part, { check, vital })
  }

  async report() {
    const parts: Record<string, PartHealth> = {}
    let isHealthy = this.app.isReady

    for (const [part, { check, vital }] of this.#checks) {
      parts[part] = await this.#run(check)
      isHealthy &&= !vital || parts[part].state !== 'down'
    }

    return { status: isHealthy ? ('ok' as const) : ('unavailable' as const), parts }
  }

  async #run(check: Check): Promise<PartHealth> {
    try {
      return await check()
    } catch (error) {
      return { state: 'down', detail: error instanceof Error ? error.name : 'unknown error' }
    }
  }

  async #database(): Promise<PartHealth> {
    await db.rawQuery('SELECT 1')
    return { state: 'ok' }
  }
}
