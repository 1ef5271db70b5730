import type { Connection } from '#dashboards/connection_list'
import type { Finding } from '#preflight/finding'

type Judgement = Record<Connection['state'], Finding['state']>

/** What a dashboard shows all the time, as a finding. */
export function fromConnection(check: string, connection: Connection, as: Judgement): Finding {
  return {
    check,
    label: connection.label,
    state: as[connection.state],
    meaning: connection.detail,
    action: connection.action,
  }
}
