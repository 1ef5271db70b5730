import { FightPanel } from './fight.ts'
import { make } from './dom.ts'
import { rollTray } from './roll_tray.ts'
import { switchPanel } from './switches.ts'
import type { HookList } from './hooks.ts'
import type { SettingsStore } from './settings.ts'
import type { Tabletop } from './tabletop.ts'
import { notify } from './notifications.ts'

interface Tool {
  title: string
  button: boolean
  visible: boolean
  onChange(): void
}

/** Draws the seat at the table; returns the parts to be kept current. */
export function drawLayout(
  table: Tabletop,
  settings: SettingsStore,
  localize: (key: string) => string
) {
  const log = make('ol', {
    'class': 'chat-log',
    'id': 'chat-log',
    'tabindex': '0',
    'aria-label': 'Chat log',
    'data-testid': 'chat-log',
  })
  const fight = new FightPanel(table)
  const tokens = make('ul', { class: 'tokens' })
  const root = document.getElementById('table')
  root?.replaceChildren(
    top(table),
    make('div', { class: 'notifications', role: 'status' }),
    make(
      'main',
      { class: 'seat' },
      make(
        'div',
        { class: 'board' },
        scene(tools(table.hooks, settings, table.me.isGM, localize), fight.element, tokens),
        rollTray(table, (text) => notify('error', text)),
        switchPanel(table)
      ),
      make(
        'aside',
        { 'class': 'sidebar panel', 'aria-label': 'Chat' },
        make('h2', {}, 'Chat log'),
        log
      )
    )
  )
  return { log, tokens, fight }
}

function top({ me, snapshot, switches }: Tabletop) {
  return make(
    'header',
    { class: 'top' },
    make('a', { 'class': 'stamp', 'href': '/', 'aria-label': 'Stand-in, start page' }, 'Stand-in'),
    make('h1', {}, snapshot.world.title),
    make('span', { 'class': 'who', 'data-testid': 'who' }, me.name),
    make('span', { class: 'kind' }, `v${switches.generation} · ${switches.system}`)
  )
}

function scene(controls: HTMLElement, fight: HTMLElement, tokens: HTMLElement) {
  return make(
    'section',
    { 'class': 'scene', 'aria-label': 'Scene: the bridge at dusk' },
    controls,
    fight,
    tokens
  )
}

/** The scene's tools: whatever the modules put there, and the settings menus. */
function tools(
  hooks: HookList,
  settings: SettingsStore,
  isGM: boolean,
  localize: (key: string) => string
) {
  const controls: { tokens: { tools: Record<string, Tool> } } = { tokens: { tools: {} } }
  hooks.callAll('getSceneControlButtons', controls)
  const buttons = Object.entries(controls.tokens.tools)
    .filter(([, tool]) => tool.visible && tool.button)
    .map(([name, tool]) => toolButton(`tool-${name}`, localize(tool.title), () => tool.onChange()))
  const menus = [...settings.menus]
    .filter(([, { restricted }]) => isGM || !restricted)
    .map(([name, menu]) =>
      toolButton(`menu-${name}`, localize(menu.label), () =>
        new menu.type().render({ force: true })
      )
    )
  return make('nav', { 'class': 'tools', 'aria-label': 'Tools' }, ...buttons, ...menus)
}

function toolButton(testid: string, text: string, onClick: () => void) {
  const button = make('button', { 'type': 'button', 'data-testid': testid }, text)
  button.addEventListener('click', onClick)
  return button
}
