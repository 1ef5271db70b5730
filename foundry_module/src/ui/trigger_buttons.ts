import { textButton } from './button.ts'
import { cleanName } from '../text/clean_text.ts'
import { element } from './dom.ts'
import type { FoundryPort } from '../port.ts'
import type { SessionStatus } from '../bridge/session_status.ts'

/** A button for each event that a GM sets off, while the server can hear of it; null without any. */
export function triggerButtons(world: FoundryPort, status: SessionStatus): HTMLElement | null {
  if (status.name !== 'connected' || status.manualTriggers.length === 0) return null
  return element(
    'section',
    { 'class': 'crowdcrit-triggers', 'data-testid': 'crowdcrit-triggers' },
    element('p', {}, world.localize('CROWDCRIT.window.triggers')),
    element('p', {}, world.localize('CROWDCRIT.window.triggersHint')),
    element(
      'div',
      { class: 'crowdcrit-switches' },
      ...status.manualTriggers.map(({ eventId, name }) =>
        textButton('crowdcritFire', 'fa-bolt', cleanName(name), {
          'id': `crowdcrit-fire-${eventId}`,
          'data-event-id': eventId,
          'disabled': status.paused,
        })
      )
    )
  )
}
