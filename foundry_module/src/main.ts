import { Connection } from './connection.ts'
import {
  connectionWindowClass,
  provideWindowParts,
  redrawConnectionWindows,
} from './ui/connection_window.ts'
import { FoundryWorld, registerSettings, toMessageView } from './foundry_world.ts'
import { markMessage } from './ui/chat_marks.ts'
import { sceneTools } from './ui/scene_tools.ts'
import { MODULE_ID } from './constants.ts'

const world = new FoundryWorld()

/** Of a GM's tab, once the world is ready. */
let ofGm: Connection | null = null

Hooks.once('init', () => {
  registerSettings({
    ledgerChanged: redrawConnectionWindows,
    limitsChanged: () => ofGm?.introduce(),
  })
  game.settings.registerMenu(MODULE_ID, 'connection', {
    name: 'CROWDCRIT.window.title',
    label: 'CROWDCRIT.window.open',
    hint: 'CROWDCRIT.window.hint',
    icon: 'fa-solid fa-tower-broadcast',
    type: connectionWindowClass(),
    restricted: true,
  })
})

Hooks.on('getSceneControlButtons', (controls) => {
  const tools = controls.tokens?.tools
  if (!tools || !game.user?.isGM) return
  Object.assign(tools, sceneTools(Object.keys(tools).length))
})

Hooks.on('renderChatMessageHTML', (message, html) => markMessage(world, message.flags, html))

Hooks.once('ready', () => {
  // A player's tab draws the marks and knows nothing else.
  if (!game.user?.isGM) return
  ofGm = new Connection(world, redrawConnectionWindows)
  startForGm(ofGm)
})

/** Who is at the table. */
const PRESENCE_CHANGES = ['updateUser', 'createActor', 'updateActor', 'deleteActor'] as const

/** The fight and the scene that the players see; both also change in ways that mean nothing here. */
const SITUATION_CHANGES = ['createCombat', 'updateCombat', 'deleteCombat', 'updateScene'] as const

function startForGm(connection: Connection) {
  provideWindowParts({ world, connection, defaultUrl: serverThatGaveTheModule() })

  Hooks.on('createChatMessage', (message) => connection.rolls?.created(toMessageView(message)))
  Hooks.on('updateChatMessage', (message) => connection.rolls?.updated(toMessageView(message)))
  Hooks.on('userConnected', () => connection.reconsider())

  const worldChanged = debounce(() => connection.reportPresence())
  for (const event of PRESENCE_CHANGES) Hooks.on(event, worldChanged)
  const situationChanged = whenChanged(
    () => JSON.stringify(world.situation()),
    () => connection.reportPresence()
  )
  for (const event of SITUATION_CHANGES) Hooks.on(event, situationChanged)
  window.addEventListener('pagehide', () => connection.close())
  void connection.resume()
}

/** One greeting for a burst of changes, such as an import of fifty actors. */
function debounce(work: () => void, ms = 2000) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(work, ms)
  }
}

/** At once, since what must not happen in a fight is refused from then on. */
function whenChanged(look: () => string, work: () => void) {
  let before = look()
  return () => {
    const now = look()
    if (now === before) return
    before = now
    work()
  }
}

/** The manifest names the server that the module was installed from. */
function serverThatGaveTheModule() {
  const { manifest } = game.modules.get(MODULE_ID) ?? {}
  return /^(https?:\/\/.+)\/foundry\/module\.json$/.exec(manifest ?? '')?.[1] ?? ''
}
