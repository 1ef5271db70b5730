import type { LeaseState, ManualTrigger } from '../../../app/foundry/protocol.ts'

/** How the connection to the server stands, as the GM is told. */
export type SessionStatus =
  | { name: 'connecting' }
  /** `status` is the HTTP status, null without an answer. */
  | { name: 'away'; status: number | null }
  | { name: 'connected'; lease: LeaseState; paused: boolean; manualTriggers: ManualTrigger[] }
  /** Only a person can help; `code` is the server's. */
  | { name: 'refused'; code: string }
  | { name: 'incompatible'; which: 'module_too_old' | 'module_too_new' }

/** The sentence about a refusal, as far as a person can act on it. */
export function refusalKey(code: string) {
  if (code === 'another_world') return 'anotherWorld'
  return code === 'archived' ? 'archived' : 'refused'
}
