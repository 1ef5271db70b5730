import { refusalKey, type SessionStatus } from '../bridge/session_status.ts'

export interface StatusWords {
  tone: 'good' | 'wait' | 'bad'
  /** Key of the sentence, below `CROWDCRIT.`. */
  key: string
  data?: Record<string, string>
}

/** How a status is said to the GM; each sentence names the one thing to do when there is one. */
export function statusWords(status: SessionStatus): StatusWords {
  switch (status.name) {
    case 'connecting':
      return { tone: 'wait', key: 'status.connecting' }
    case 'away':
      return status.status === null
        ? { tone: 'bad', key: 'status.unreachable' }
        : { tone: 'bad', key: 'status.serverTrouble', data: { status: String(status.status) } }
    case 'refused':
      return { tone: 'bad', key: `status.${refusalKey(status.code)}` }
    case 'incompatible':
      return {
        tone: 'bad',
        key: status.which === 'module_too_old' ? 'status.moduleTooOld' : 'status.moduleTooNew',
      }
    case 'connected':
      return connected(status)
  }
}

function connected({ lease, paused }: Extract<SessionStatus, { name: 'connected' }>): StatusWords {
  if (lease.held)
    return { tone: paused ? 'wait' : 'good', key: paused ? 'status.paused' : 'status.held' }
  return { tone: 'wait', key: lease.holder === null ? 'status.noHolder' : 'status.standby' }
}
