import { allowMacro } from '../commands/allowed_macros.ts'
import { connectionView } from './connection_view.ts'
import type { Connection } from '../connection.ts'
import type { FoundryPort } from '../port.ts'

export interface WindowParts {
  world: FoundryPort
  connection: Connection
  defaultUrl: string
}

/** The parts are given once, when the world is ready: Foundry itself makes the windows. */
let parts: WindowParts | null = null
export function provideWindowParts(provided: WindowParts) {
  parts = provided
}

/** The GM pressed panic and has not answered yet. */
let asksToStop = false
export function askToStop(asks: boolean) {
  asksToStop = asks
  redrawConnectionWindows()
}

type WindowClass = new () => FoundryApplication
let windowClass: WindowClass | null = null
const drawn = new Set<FoundryApplication>()

/** Opens the window, or brings up the one that is open. */
export function openConnectionWindow() {
  const open = [...drawn].find(({ rendered }) => rendered)
  if (open) return void open.render({ force: true })
  if (windowClass) void new windowClass().render({ force: true })
}

/** A break begins, or ends when there is one. */
export function pressPause() {
  void parts?.connection.act(parts.connection.isPaused ? 'resume' : 'pause')
}

/** The connection has changed: whatever is on screen follows. */
export function redrawConnectionWindows() {
  for (const window of drawn) {
    if (window.rendered) void window.render()
    else drawn.delete(window)
  }
}

/**
 * The GM's window: connect, see how it stands, disconnect. The class is made
 * late, because Foundry's own classes exist only once it runs.
 */
export function connectionWindowClass(): WindowClass {
  windowClass ??= makeClass()
  return windowClass
}

const URL_FIELD = '#crowdcrit-url'

/** The address in the field; null while there is no field. */
function typedUrl(within: HTMLElement): string | null {
  return within.querySelector<HTMLInputElement>(URL_FIELD)?.value ?? null
}

function makeClass(): WindowClass {
  return class ConnectionWindow extends foundry.applications.api.ApplicationV2 {
    static override DEFAULT_OPTIONS: Partial<FoundryApplicationOptions> = {
      id: 'crowdcrit-connection',
      classes: ['crowdcrit'],
      tag: 'div',
      window: {
        title: 'CROWDCRIT.window.title',
        icon: 'fa-solid fa-tower-broadcast',
        resizable: false,
      },
      position: { width: 440, height: 'auto' },
      actions: {
        crowdcritConnect() {
          void parts?.connection.pair(typedUrl(this.element) ?? '')
        },
        crowdcritTest() {
          void parts?.connection.test(typedUrl(this.element))
        },
        crowdcritOwn() {
          void parts?.connection.becomeOwn()
        },
        crowdcritFire(_event, target) {
          const { eventId } = target.dataset
          if (eventId) void parts?.connection.act('manual_trigger', eventId)
        },
        crowdcritApply(_event, target) {
          const { commandId } = target.dataset
          if (commandId) void parts?.connection.act('apply', commandId)
        },
        crowdcritIgnore(_event, target) {
          const { commandId } = target.dataset
          if (commandId) void parts?.connection.act('ignore', commandId)
        },
        crowdcritCancel() {
          parts?.connection.cancelPairing()
        },
        crowdcritPause() {
          void parts?.connection.act('pause')
        },
        crowdcritResume() {
          void parts?.connection.act('resume')
        },
        crowdcritPanic() {
          askToStop(true)
        },
        crowdcritPanicNo() {
          askToStop(false)
        },
        crowdcritPanicYes() {
          askToStop(false)
          void parts?.connection.act('panic')
        },
        crowdcritUndo(_event, target) {
          const { commandId } = target.dataset
          if (commandId) void parts?.connection.act('undo', commandId)
        },
        crowdcritMacro(_event, target) {
          const { macroId } = target.dataset
          const isAllowed = target instanceof HTMLInputElement && target.checked
          if (parts && macroId) void allowMacro(parts.world, macroId, isAllowed)
        },
        crowdcritDisconnect() {
          void parts?.connection.disconnect()
        },
      },
    }

    protected override async _renderHTML() {
      drawn.add(this)
      return parts ? connectionView(parts, asksToStop) : document.createElement('div')
    }

    /** A redraw must not steal from a person: focus, what is typed, what is open. */
    protected override _replaceHTML(result: HTMLElement, content: HTMLElement) {
      const focused = content.querySelector(':focus')?.id
      const typed = typedUrl(content)
      const input = result.querySelector<HTMLInputElement>(URL_FIELD)
      if (typed !== null && input) input.value = typed
      const isOpen = content.querySelector('details')?.open === true
      content.replaceChildren(result)
      content.querySelector('details')?.toggleAttribute('open', isOpen)
      if (focused) content.querySelector<HTMLElement>(`#${focused}`)?.focus()
    }
  }
}
