import { Exception } from '@adonisjs/core/exceptions'
import { isUuid } from '#core/ids'
import GamificationEvent from '#gamification/gamification_event'

/**
 * An event of this campaign, with the GM's config.
 *
 * @throws 404 for one that is not the campaign's
 */
export async function findEvent(campaignId: string, id: unknown): Promise<GamificationEvent> {
  const event = isUuid(id)
    ? await GamificationEvent.query()
        .where({ id, campaign_id: campaignId })
        .preload('config')
        .first()
    : null

  if (!event) {
    throw new Exception('There is no such event.', { status: 404, code: 'E_NO_EVENT' })
  }

  return event
}

/** All of a campaign, archived ones last. */
export function listEvents(campaignId: string): Promise<GamificationEvent[]> {
  return GamificationEvent.query()
    .where('campaign_id', campaignId)
    .preload('config')
    .orderByRaw('archived_at IS NOT NULL, position, created_at')
}
