import type { Consents } from '#accounts/consents'
import { CHANNEL_FEATURES } from '#channels/features/channel_features'
import { switchOn } from '#channels/features/switch_feature'
import { scopesInUse } from '#channels/features/switched_on'

/** Each optional feature is something to go to Twitch for; what is in use is asked for again each time. */
export function registerFeatureConsents(consents: Consents): void {
  consents.alsoAsk(scopesInUse)

  for (const { id, label, scopes, isAlwaysOn } of CHANNEL_FEATURES) {
    if (!isAlwaysOn) {
      consents.define(id, {
        scopes,
        sentence: `${label}: switched on.`,
        switchOn: (sql, userId) => switchOn(sql, userId, id),
      })
    }
  }
}
