import { button } from './button.ts'
import { commandList } from './command_list.ts'
import { element } from './dom.ts'
import { findingLine } from './finding_line.ts'
import { macroList } from './macro_list.ts'
import { statusWords } from './status_words.ts'
import { switches } from './switches.ts'
import { triggerButtons } from './trigger_buttons.ts'
import type { Connection, ConnectionView } from '../connection.ts'
import type { FoundryPort } from '../port.ts'
import type { WindowParts } from './connection_window.ts'

/** Draws the window's content for the state the connection is in. */
export function connectionView(parts: WindowParts, asksToStop: boolean): HTMLElement {
  return element('section', { class: 'crowdcrit-window' }, ...contentOf(parts, asksToStop))
}

function contentOf({ world, connection, defaultUrl }: WindowParts, asksToStop: boolean) {
  const { view, finding } = connection
  if (view.name === 'copied') return copied(world)
  if (view.name === 'unpaired') return unpaired(world, view.problem, finding, defaultUrl)
  if (view.name === 'asking') return [status(world, 'wait', 'status.asking')]
  if (view.name === 'pairing') return pairing(world, view)
  return paired(world, view, finding, asksToStop)
}

/** Nothing goes out of a copied world before a GM says that it is one of its own. */
function copied(world: FoundryPort) {
  return [
    element(
      'p',
      { 'class': 'crowdcrit-problem', 'role': 'alert', 'data-testid': 'crowdcrit-copied' },
      text(world, 'window.copied')
    ),
    element('p', {}, text(world, 'window.copiedHint')),
    footer(button(world, 'crowdcritOwn', 'fa-code-branch', 'window.becomeOwn')),
  ]
}

function unpaired(
  world: FoundryPort,
  problem: string | null,
  finding: Connection['finding'],
  defaultUrl: string
) {
  const id = 'crowdcrit-url'
  const input = element('input', {
    id,
    'type': 'url',
    'value': defaultUrl,
    'placeholder': 'https://crowdcrit.example',
    'autocomplete': 'off',
    'spellcheck': 'false',
    'data-testid': 'crowdcrit-url',
  })
  return [
    element('p', {}, text(world, 'window.intro')),
    element('label', { for: id }, text(world, 'window.serverUrl')),
    input,
    ...present(
      problem &&
        element(
          'p',
          { 'class': 'crowdcrit-problem', 'role': 'alert', 'data-testid': 'crowdcrit-problem' },
          text(world, `problem.${problem}`)
        ),
      findingLine(world, finding)
    ),
    footer(
      button(world, 'crowdcritConnect', 'fa-link', 'window.connect'),
      button(world, 'crowdcritTest', 'fa-stethoscope', 'window.test')
    ),
  ]
}

function pairing(world: FoundryPort, view: Extract<ConnectionView, { name: 'pairing' }>) {
  const link = element(
    'a',
    {
      'href': view.approvalUrl,
      'target': '_blank',
      'rel': 'noopener noreferrer',
      'data-testid': 'crowdcrit-approve',
    },
    text(world, 'window.openApproval')
  )
  return [
    element('p', {}, text(world, 'window.compareCode')),
    element(
      'output',
      { 'class': 'crowdcrit-code', 'data-testid': 'crowdcrit-code' },
      view.userCode
    ),
    element('p', {}, link),
    status(world, 'wait', 'status.waitingForApproval'),
    footer(button(world, 'crowdcritCancel', 'fa-xmark', 'window.cancel')),
  ]
}

function paired(
  world: FoundryPort,
  view: Extract<ConnectionView, { name: 'paired' }>,
  finding: Connection['finding'],
  asksToStop: boolean
) {
  const { connection } = view
  const { tone, key, data } = statusWords(view.status)
  const isRefused = view.status.name === 'refused'
  return [
    status(world, tone, key, data),
    element(
      'dl',
      {},
      ...row(world, 'window.campaign', connection.campaign.name),
      ...row(world, 'window.server', connection.url)
    ),
    ...present(
      switches(world, view.status, asksToStop),
      triggerButtons(world, view.status),
      commandList(world, view.status.name === 'connected'),
      macroList(world),
      findingLine(world, finding)
    ),
    footer(
      button(world, 'crowdcritTest', 'fa-stethoscope', 'window.test'),
      button(
        world,
        'crowdcritDisconnect',
        isRefused ? 'fa-rotate' : 'fa-link-slash',
        isRefused ? 'window.pairAgain' : 'window.disconnect'
      )
    ),
  ]
}

function status(world: FoundryPort, tone: string, key: string, data?: Record<string, string>) {
  return element(
    'p',
    {
      'class': `crowdcrit-status crowdcrit-${tone}`,
      'role': 'status',
      'data-testid': 'crowdcrit-status',
    },
    element('span', { 'class': 'crowdcrit-dot', 'aria-hidden': 'true' }),
    world.localize(`CROWDCRIT.${key}`, data)
  )
}

function row(world: FoundryPort, key: string, value: string) {
  return [element('dt', {}, text(world, key)), element('dd', {}, value)]
}

function footer(...children: HTMLElement[]) {
  return element('footer', { class: 'form-footer' }, ...children)
}

function present(...parts: (HTMLElement | '' | null)[]): HTMLElement[] {
  return parts.filter((part) => part instanceof HTMLElement)
}

function text(world: FoundryPort, key: string) {
  return world.localize(`CROWDCRIT.${key}`)
}
