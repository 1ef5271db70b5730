import type { ConnectionStatus } from '../connection/status.ts'
import type { SetupMessages } from '../text/messages.ts'

/** Which explanation fits the connection's state. */
export function stateKey(status: ConnectionStatus): keyof SetupMessages['state'] {
  switch (status.name) {
    case 'waiting':
      return status.status === null ? 'unreachable' : 'busy'
    case 'refused':
      return refusal(status.status)
    default:
      return status.name
  }
}

function refusal(status: number): keyof SetupMessages['state'] {
  if (status === 403) return 'forbidden'
  return status === 410 ? 'gone' : 'bad_key'
}
