import type { LeaseState } from '../../../app/foundry/protocol.ts'

/** How the connection to the server stands, as the GM is told. */
export type SessionStatus =
  | { name: 'connecting' }
  /** `status` is the HTTP status, null without an answer. */
  | { name: 'away'; status: number | null }
  | { name: 'connected'; lease: LeaseState; paused: boolean }
  /** The token is worth nothing any more: pair again. */
  | { name: 'refused' }
  | { name: 'incompatible'; which: 'module_too_old' | 'module_too_new' }
