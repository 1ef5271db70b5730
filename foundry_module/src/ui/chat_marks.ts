import { element, icon } from './dom.ts'
import { inversionsOf } from '../commands/flags.ts'
import type { FoundryPort } from '../port.ts'
import { cleanName, cleanText, MAX_TEXT } from '../text/clean_text.ts'

/**
 * Says under a message that its roll was turned upside down, and why; in every
 * player's log too. Words from viewers are set as text, never as HTML.
 */
export function markMessage(world: FoundryPort, flags: Record<string, unknown>, html: HTMLElement) {
  for (const { record } of inversionsOf(flags)) {
    if (record.undone) continue
    const numbers = { before: String(record.before), after: String(record.after) }
    const reason = cleanText(record.reason, MAX_TEXT)
    const viewer = cleanName(record.viewer)
    if (record.way === 'supersede') html.classList.add('crowdcrit-superseded')

    html.append(
      element(
        'p',
        { 'class': 'crowdcrit-mark', 'data-testid': 'crowdcrit-mark' },
        icon('fa-shuffle'),
        element('strong', {}, world.localize('CROWDCRIT.chat.inverted', numbers)),
        reason === '' ? null : element('span', {}, reason),
        viewer === '' ? null : element('em', {}, viewer)
      )
    )
  }
}
