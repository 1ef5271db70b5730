import type { ConnectionReport, SubscriptionLine } from '~/types'

type Look = { label: string; color: 'success' | 'warning' | 'error' | 'neutral'; icon: string }

/** How a connection is, in a word. */
export const STATES: Record<ConnectionReport['state'], Look> = {
  connected: { label: 'Connected', color: 'success', icon: 'i-lucide-circle-check' },
  connecting: { label: 'Connecting', color: 'warning', icon: 'i-lucide-circle-dashed' },
  reconnecting: { label: 'Reconnecting', color: 'warning', icon: 'i-lucide-circle-dashed' },
  failed: { label: 'Failed', color: 'error', icon: 'i-lucide-circle-x' },
  stopped: { label: 'Disconnected', color: 'neutral', icon: 'i-lucide-circle' },
  none: { label: 'Not connected yet', color: 'neutral', icon: 'i-lucide-circle' },
}

const states = new Map<string, Look>(Object.entries(STATES))

/** The word for what the history has; a state of another version is called as it is. */
export const stateName = (state: string): string => states.get(state)?.label ?? state

export const SUBSCRIPTION_STATES: Record<SubscriptionLine['status'], Look> = {
  enabled: { label: 'Present', color: 'success', icon: 'i-lucide-check' },
  away: { label: 'Not received', color: 'warning', icon: 'i-lucide-unplug' },
  pending: { label: 'Being proven', color: 'warning', icon: 'i-lucide-loader' },
  wanted: { label: 'Wanted', color: 'warning', icon: 'i-lucide-loader' },
  refused: { label: 'Refused', color: 'error', icon: 'i-lucide-x' },
  revoked: { label: 'Revoked', color: 'error', icon: 'i-lucide-ban' },
}

/** Whatever its state: Twitch does not give it without a permission. */
export const NOT_ALLOWED: Look = {
  label: 'Not allowed yet',
  color: 'warning',
  icon: 'i-lucide-key-round',
}

const TRANSPORTS = new Map([
  ['websocket', 'WebSocket'],
  ['webhook', 'Webhook'],
  ['conduit', 'Conduit'],
])

export const transportName = (transport: string): string => TRANSPORTS.get(transport) ?? transport

/** "raids, cheers and chat messages" */
export function listed(words: string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(words)
}
