import { allowedMacros } from '../commands/allowed_macros.ts'
import { element } from './dom.ts'
import type { FoundryPort } from '../port.ts'

/** The world's macros with a tick at those that viewers may run; null without any. */
export function macroList(world: FoundryPort): HTMLElement | null {
  const macros = world.macros()
  if (macros.length === 0) return null
  const allowed = allowedMacros(world).map(({ id }) => id)
  const items = macros.map(({ id, name }) =>
    element(
      'label',
      {},
      element('input', {
        'type': 'checkbox',
        'id': `crowdcrit-macro-${id}`,
        'data-action': 'crowdcritMacro',
        'data-macro-id': id,
        'checked': allowed.includes(id),
      }),
      name
    )
  )
  const title = world.localize('CROWDCRIT.window.macros', { count: String(allowed.length) })
  return element(
    'details',
    { 'class': 'crowdcrit-macros', 'data-testid': 'crowdcrit-macros' },
    element('summary', {}, title),
    element('p', {}, world.localize('CROWDCRIT.window.macrosHint')),
    ...items
  )
}
