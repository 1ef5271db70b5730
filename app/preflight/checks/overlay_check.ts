import { overlayConnection } from '#dashboards/connection_list'
import type { Finding } from '#preflight/finding'
import { fromConnection } from '#preflight/from_connection'
import { PreFlightCheck, type StreamerSubject } from '#preflight/pre_flight_check'

/** Points count without it; the audience would not see it. */
const STATES = { ok: 'passed', waiting: 'warning', broken: 'warning', off: 'warning' } as const

/** Whether OBS has shown the overlay lately. */
export class OverlayCheck extends PreFlightCheck<StreamerSubject> {
  readonly id = 'overlay'
  readonly label = 'Overlay in OBS'

  async run({ sql, streamerId }: StreamerSubject): Promise<Finding[]> {
    const connection = await overlayConnection(sql, streamerId)
    const finding = fromConnection(this.id, connection, STATES)
    const action = {
      label: 'Open its page',
      href: `/streamers/${streamerId}/overlay`,
      external: false,
    }
    return [finding.state === 'passed' ? finding : { ...finding, action }]
  }
}
