import { CHANNEL_FEATURES } from '#channels/features/channel_features'
import type { Method } from '#channels/eventsub/transports/transport'

/** For SQL, of `twitch_accounts a`: whoever streams for a campaign, or has a reward on Twitch that matters still. */
export const TAKES_PART = `(
  EXISTS (SELECT FROM campaign_members m WHERE m.user_id = a.user_id AND m.role = 'streamer')
  OR EXISTS (SELECT FROM rewards r WHERE r.streamer_id = a.user_id AND r.twitch_reward_id IS NOT NULL
             AND r.state NOT IN ('gone', 'retired')))`

/** For SQL, of `twitch_accounts a`: whoever takes part, and has not disconnected it by hand. */
export const IS_LISTENED_TO = `(${TAKES_PART}
  AND NOT EXISTS (SELECT FROM listening_pauses p WHERE p.streamer_id = a.user_id))`

/** Stands for the id of the broadcaster in a condition. */
export const BROADCASTER = '{id}'

interface WantedType {
  type: string
  version: string
  /** JSON, with `{id}` for the broadcaster. */
  condition: string
  /** Separated by spaces: any one of them will do. */
  scopes: string
  /** The same: each of them is needed as well. */
  also: string
  /** Separated by spaces: wanted when one of them is on; always when empty. */
  features: string
}

/** What the features want to listen to, each type once. */
function wantedTypes(method: Method): WantedType[] {
  const types = new Map<string, WantedType>()
  for (const { id, isAlwaysOn, subscriptions } of CHANNEL_FEATURES) {
    for (const { type, version, condition, scopes, appScopes } of subscriptions) {
      const known = types.get(type)
      const isAlways = isAlwaysOn || known?.features === ''
      types.set(type, {
        type,
        version,
        condition: JSON.stringify(condition(BROADCASTER)),
        scopes: scopes.join(' '),
        also: method === 'websocket' ? '' : appScopes.join(' '),
        features: isAlways ? '' : [known?.features, id].filter(Boolean).join(' '),
      })
    }
  }
  return [...types.values()]
}

/** As columns for `unnest`, in the order of the fields above. */
export function wantedColumns(method: Method): string[][] {
  const types = wantedTypes(method)
  return [
    types.map(({ type }) => type),
    types.map(({ version }) => version),
    types.map(({ condition }) => condition),
    types.map(({ scopes }) => scopes),
    types.map(({ also }) => also),
    types.map(({ features }) => features),
  ]
}
