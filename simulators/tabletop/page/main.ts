import { drawChatLog } from './chat_log.ts'
import { drawLayout } from './layout.ts'
import { installGameApi } from './game_api.ts'
import { installNetworkSwitch } from './network.ts'
import { drawScene } from './scene.ts'
import { make } from './dom.ts'
import { notify } from './notifications.ts'
import { ServerLine } from './server_line.ts'
import { showSwitches } from './switches.ts'
import { Tabletop } from './tabletop.ts'

const user = new URLSearchParams(location.search).get('user') ?? ''
const { line, snapshot } = await ServerLine.open(user)
const table = new Tabletop(line, snapshot)
document.title = `${table.me.name} · Stand-in`

const networkChanged = installNetworkSwitch(() => table.switches.network)
const settings = await installGameApi(table)
await loadModule()

table.hooks.callAll('init')
table.hooks.callAll('setup')
const { log, tokens, fight } = drawLayout(table, settings, localizer())
table.onChange(() => {
  networkChanged()
  showSwitches(table)
  drawChatLog(table, log)
  drawScene(table, tokens)
  fight.draw()
})
drawChatLog(table, log)
drawScene(table, tokens)
line.onEnd(() => notify('error', 'The tabletop’s server has gone. Reload when it is back.'))
table.hooks.callAll('ready')
document.documentElement.dataset.ready = 'true'

/** As a tabletop does at start: styles, then scripts, before the first hook. */
async function loadModule() {
  const { module } = snapshot
  if (!module) return
  for (const path of module.styles) {
    document.head.append(make('link', { rel: 'stylesheet', href: `/modules/crowdcrit/${path}` }))
  }
  for (const path of module.esmodules) await import(`/modules/crowdcrit/${path}`)
}

function localizer(): (key: string) => string {
  const game: unknown = Reflect.get(globalThis, 'game')
  const i18n: unknown = Reflect.get(Object(game), 'i18n')
  const localize: unknown = Reflect.get(Object(i18n), 'localize')
  return (key) => (typeof localize === 'function' ? String(localize(key)) : key)
}
