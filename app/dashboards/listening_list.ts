import type { Sql } from '#core/sql'
import { grantedScopes } from '#accounts/consents'
import { missingFor } from '#channels/accounts/account_problems'
import { CHANNEL_FEATURES } from '#channels/features/channel_features'
import { switchedOn } from '#channels/features/switched_on'
import { type PolledList, pollingReport } from '#channels/polling/polling_report'
import { POLL_SUBJECTS } from '#channels/polling/poll_subjects'

/** A part of a channel that can be listened to, as its streamer switches it. */
export type ListenedPart = {
  id: string
  label: string
  description: string
  isAlwaysOn: boolean
  isOn: boolean
  /** Twitch has to allow it: before it can be switched on, or, when it is on, for it to work. */
  needsConsent: boolean
  /** Where that is done. */
  consent: string
  /** Twitch's lists that stand in for its events, while it is on. */
  polling: PolledList[]
}

const HOME = '/dashboard#listening'

/** All that is, or can be, listened to on a channel. */
export async function listeningList(sql: Sql, streamerId: string): Promise<ListenedPart[]> {
  const optional = await switchedOn(sql, streamerId)
  const granted = await grantedScopes(sql, streamerId)
  const polled = await pollingReport(sql, streamerId)

  return CHANNEL_FEATURES.filter(({ subscriptions }) => subscriptions.length > 0).map((feature) => {
    const { id, label, description, isAlwaysOn } = feature
    const isOn = isAlwaysOn || optional.includes(id)
    const purpose = isAlwaysOn ? 'streamer' : id
    return {
      id,
      label,
      description,
      isAlwaysOn,
      isOn,
      needsConsent: missingFor(granted, [feature]).length > 0,
      consent: `/auth/twitch/redirect?${new URLSearchParams({ for: purpose, return: HOME })}`,
      polling: isOn ? polled.filter(({ subject }) => POLL_SUBJECTS[subject].feature === id) : [],
    }
  })
}
