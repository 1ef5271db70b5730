import { button } from './button.ts'
import { element } from './dom.ts'
import { recentCommands, type RecentCommand } from '../commands/recent_commands.ts'
import { CAPABILITIES } from '../commands/registry.ts'
import { cleanName } from '../text/clean_text.ts'
import type { FoundryPort } from '../port.ts'

/** The last commands with their state, and what a GM can do about each; null without any. */
export function commandList(world: FoundryPort, mayDecide: boolean): HTMLElement | null {
  const commands = recentCommands(world)
  if (commands.length === 0) return null
  return element(
    'section',
    { class: 'crowdcrit-recent' },
    element('p', { id: 'crowdcrit-recent' }, text(world, 'window.recent')),
    element(
      'ul',
      {
        'class': 'crowdcrit-activity',
        'data-testid': 'crowdcrit-activity',
        'aria-labelledby': 'crowdcrit-recent',
        // A list that scrolls is reached by the keyboard as well.
        'tabindex': '0',
      },
      ...commands.map((command) => line(world, command, mayDecide))
    )
  )
}

function line(world: FoundryPort, command: RecentCommand, mayDecide: boolean) {
  const { id, type, at, state, isUndoable, isUndecided } = command
  const name = nameOf(world, type)
  const label = world.localize('CROWDCRIT.window.undoThis', { what: name })
  return element(
    'li',
    {},
    element('time', {}, at === 0 ? '–' : new Date(at).toLocaleTimeString()),
    element('span', {}, name),
    element('strong', {}, text(world, `result.${state}`)),
    isUndoable
      ? button(world, 'crowdcritUndo', 'fa-rotate-left', 'window.undo', {
          'id': `crowdcrit-undo-${id}`,
          'data-command-id': id,
          'aria-label': label,
        })
      : null,
    isUndecided && mayDecide ? question(world, id, name) : null
  )
}

/** Nobody can vouch for it: whoever sat at the table knows. */
function question(world: FoundryPort, id: string, name: string) {
  const answer = (action: string, symbol: string, key: string) =>
    button(world, action, symbol, `window.${key}`, {
      'id': `${action}-${id}`,
      'data-command-id': id,
      'aria-label': world.localize(`CROWDCRIT.window.${key}This`, { what: name }),
    })
  return element(
    'div',
    { 'class': 'crowdcrit-question', 'data-testid': 'crowdcrit-question' },
    element('span', {}, text(world, 'window.didItHappen')),
    answer('crowdcritApply', 'fa-check', 'happened'),
    answer('crowdcritIgnore', 'fa-xmark', 'didNot')
  )
}

/** A type of a later version is shown as it came, as text. */
function nameOf(world: FoundryPort, type: string) {
  return CAPABILITIES.some((known) => known === type)
    ? text(world, `command.${type}`)
    : cleanName(type)
}

function text(world: FoundryPort, key: string) {
  return world.localize(`CROWDCRIT.${key}`)
}
