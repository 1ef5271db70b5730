import { STREAMER_SCOPES } from '#accounts/streamer_scopes'
import { TwitchError, type TwitchErrorKind } from '#twitch/twitch_error'
import { missingFor } from '#channels/accounts/account_problems'
import { CHANNEL_FEATURES } from '#channels/features/channel_features'
import type { Connection } from '#dashboards/connection_list'
import { NEEDS_AFFILIATE } from '#rewards/sale_obstacle'

export interface PermissionRow {
  display_name: string
  account_state: string
  account_reason: string | null
  /** Why Twitch could not be asked about the token. */
  account_problem: TwitchErrorKind | null
  broadcaster_type: string
  scopes: string[]
  /** Ids of features. */
  switched_on: string[]
}

/** What nothing is listened to for has a connection of its own. */
const LISTENED = CHANNEL_FEATURES.filter(({ subscriptions }) => subscriptions.length > 0)

/** The trip to Twitch, which asks for all that is in use. */
export function consent(label: string, purpose = 'streamer'): Connection['action'] {
  return {
    label,
    href: `/auth/twitch/redirect?for=${purpose}&return=/dashboard`,
    external: true,
  }
}

/** Whether Twitch lets us do all that is in use on a channel. */
export function twitchPermission(row: PermissionRow): Connection {
  const base = { part: 'twitch' as const, label: 'Twitch permission', lastAt: null, action: null }

  if (row.account_state !== 'valid') {
    return {
      ...base,
      state: 'broken',
      detail: row.account_reason ?? 'Twitch no longer accepts our permission.',
      action: consent('Connect again'),
    }
  }

  if (STREAMER_SCOPES.some((scope) => !row.scopes.includes(scope))) {
    return {
      ...base,
      state: 'waiting',
      detail: 'Rewards need your permission to manage channel points.',
      action: consent('Allow rewards'),
    }
  }

  const problem = row.account_problem && new TwitchError(row.account_problem)
  if (problem?.needsConsent) {
    return { ...base, state: 'broken', detail: problem.message, action: consent('Connect again') }
  }

  const inUse = LISTENED.filter(({ id }) => row.switched_on.includes(id))
  const [missing] = missingFor(row.scopes, inUse)
  if (missing) {
    return {
      ...base,
      state: 'waiting',
      detail: `${missing.feature.label}: Twitch has to allow it.`,
      action: consent('Allow it', missing.feature.id),
    }
  }

  return row.broadcaster_type === ''
    ? { ...base, state: 'waiting', detail: NEEDS_AFFILIATE }
    : { ...base, state: 'ok', detail: `Connected as ${row.display_name}` }
}
