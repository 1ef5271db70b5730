import { element, icon } from './dom.ts'
import type { FoundryPort } from '../port.ts'

/** A button with an icon and words; `action` names what the window does. */
export function button(
  world: FoundryPort,
  action: string,
  symbol: string,
  key: string,
  extra: Record<string, string | boolean> = {}
): HTMLElement {
  return textButton(action, symbol, world.localize(`CROWDCRIT.${key}`), extra)
}

/** One with words that are nobody's to translate. */
export function textButton(
  action: string,
  symbol: string,
  text: string,
  extra: Record<string, string | boolean> = {}
): HTMLElement {
  return element(
    'button',
    { 'type': 'button', 'id': action, 'data-action': action, 'data-testid': action, ...extra },
    icon(symbol),
    text
  )
}
