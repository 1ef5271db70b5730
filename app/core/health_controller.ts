import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Health } from '#core/health'

@inject()
export default class HealthController {
  constructor(private health: Health) {}

  /** For probes: the process answers. Says nothing about its parts. */
  live() {
    return { status: 'live' }
  }

  async show({ response }: HttpContext) {
    const report = await this.health.report()
    return response.status(report.status === 'ok' ? 200 : 503).json(report)
  }
}
