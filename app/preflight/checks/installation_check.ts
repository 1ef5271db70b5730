import { inject } from '@adonisjs/core'
import { Health } from '#core/health'
import type { Finding } from '#preflight/finding'
import { PreFlightCheck } from '#preflight/pre_flight_check'

interface Part {
  label: string
  ok: string
  /** What follows from it when it is not well. */
  without: string
  state: 'warning' | 'failed'
}

const PARTS: Record<string, Part> = {
  database: {
    label: 'Database',
    ok: 'It answers.',
    without: 'Nothing can be counted. Whoever runs this installation has to start it.',
    state: 'failed',
  },
  redis: {
    label: 'Fast store',
    ok: 'It answers.',
    without: 'Points are safe without it. Whoever runs this installation should look at Redis.',
    state: 'warning',
  },
  notifications: {
    label: 'Realtime',
    ok: 'News arrive at once.',
    without: 'Everything still arrives, up to a second late.',
    state: 'warning',
  },
}

/** What this installation stands on, as `/health` has it. */
@inject()
export class InstallationCheck extends PreFlightCheck<unknown> {
  readonly id = 'installation'
  readonly label = 'Installation'

  constructor(private health: Health) {
    super()
  }

  async run(): Promise<Finding[]> {
    const { parts } = await this.health.report()

    return Object.entries(PARTS).flatMap(([name, part]) => {
      const health = parts[name]
      if (!health) {
        return []
      }
      const isWell = health.state === 'ok' || health.state === 'off'
      const meaning = isWell ? part.ok : `${sentence(health.detail)}${part.without}`
      return [
        {
          check: name,
          label: part.label,
          state: isWell ? 'passed' : part.state,
          meaning: health.state === 'off' ? 'Not needed: this is one process.' : meaning,
          action: null,
        },
      ]
    })
  }
}

const sentence = (detail: string | undefined) =>
  detail === undefined ? '' : `${detail.replace(/\.?$/, '.')} `
