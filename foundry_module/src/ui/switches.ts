import { button } from './button.ts'
import { element } from './dom.ts'
import type { FoundryPort } from '../port.ts'
import type { SessionStatus } from '../bridge/session_status.ts'

/** Pause and panic, while the server can hear of them; stopping everything asks first. */
export function switches(
  world: FoundryPort,
  status: SessionStatus,
  asksToStop: boolean
): HTMLElement | null {
  if (status.name !== 'connected') return null
  if (asksToStop) return question(world)
  return element(
    'div',
    { class: 'crowdcrit-switches' },
    status.paused
      ? button(world, 'crowdcritResume', 'fa-play', 'window.resume')
      : button(world, 'crowdcritPause', 'fa-pause', 'window.pause'),
    button(world, 'crowdcritPanic', 'fa-hand', 'window.panic')
  )
}

function question(world: FoundryPort) {
  return element(
    'div',
    { 'class': 'crowdcrit-problem', 'role': 'alertdialog', 'aria-labelledby': 'crowdcrit-stop' },
    element('p', { id: 'crowdcrit-stop' }, world.localize('CROWDCRIT.window.panicQuestion')),
    element(
      'div',
      { class: 'crowdcrit-switches' },
      button(world, 'crowdcritPanicYes', 'fa-hand', 'window.panicYes'),
      button(world, 'crowdcritPanicNo', 'fa-xmark', 'window.panicNo')
    )
  )
}
