/**
 * The tabletop stand-in, a development tool:
 *
 *   node simulators/tabletop/main.ts --port 0 --app-url http://127.0.0.1:3333
 *
 * Prints one line of JSON when it listens. Ends on SIGINT and SIGTERM, and when
 * the process named by --parent has gone.
 */
import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { fromFolder, fromManifest } from './module_source.ts'
import { TabletopServer } from './server.ts'
import { SYSTEMS, type Generation, type System } from './shared.ts'

const { values } = parseArgs({
  options: {
    'port': { type: 'string', default: '0' },
    'app-url': { type: 'string', default: '' },
    'module-dir': { type: 'string', default: 'public/foundry/unpacked' },
    'module-url': { type: 'string' },
    'generation': { type: 'string', default: '13' },
    'system': { type: 'string', default: 'dnd5e' },
    'parent': { type: 'string' },
  },
})

const server = new TabletopServer({
  appUrl: values['app-url'].replace(/\/+$/, ''),
  source: values['module-url']
    ? await fromManifest(values['module-url'])
    : fromFolder(resolve(values['module-dir'])),
  switches: {
    generation: generation(values.generation),
    system: system(values.system),
    dice: 'off',
    latencyMs: 0,
    network: 'up',
  },
})

const port = await server.listen(Number(values.port))
console.log(JSON.stringify({ event: 'listening', port, url: `http://127.0.0.1:${port}` }))

process.once('SIGINT', end)
process.once('SIGTERM', end)
if (values.parent) setInterval(() => isAlive(Number(values.parent)) || end(), 1000).unref()

function end() {
  server.close()
  process.exit(0)
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function generation(text: string): Generation {
  if (text === '13' || text === '14') return text === '13' ? 13 : 14
  throw new Error('--generation is 13 or 14')
}

function system(text: string): System {
  const found = SYSTEMS.find((known) => known === text)
  if (found) return found
  throw new Error(`--system is one of ${SYSTEMS.join(', ')}`)
}
