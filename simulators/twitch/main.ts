import { StateFile } from './state_file.ts'
import { seedWorld } from './world/seed.ts'
import { Simulation } from './simulation.ts'
import { SimulatorServer } from './http/server.ts'
import { type Options, readOptions } from './options.ts'
import { watchParent } from '../shared/parent_watch.ts'
import { restoreSnapshot, takeSnapshot } from './world/snapshot.ts'

/** A world from the saved state, if there is one, over the seed; a reset begins from the seed alone. */
function beginner(options: Options, stateFile: StateFile | null) {
  let saved = stateFile?.load() ?? null
  return (baseUrl: () => string, changed: () => void): Simulation => {
    const simulation = new Simulation(baseUrl)
    const { world, hub, settings } = simulation
    settings.rateLimitPerMinute = options.rateLimitPerMinute ?? settings.rateLimitPerMinute
    if (saved) restoreSnapshot(world, hub, saved)
    seedWorld(world, options.seed, saved === null)
    const isReset = saved === null
    saved = null
    world.onChange = () => {
      changed()
      stateFile?.saveSoon(() => takeSnapshot(world, hub))
    }
    if (isReset) world.changed()
    return simulation
  }
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const stateFile = options.statePath ? new StateFile(options.statePath) : null
  const begin = beginner(options, stateFile)
  const server = new SimulatorServer({ port: options.port, appUrl: options.appUrl, begin })
  const port = await server.listen()

  const end = () => {
    stateFile?.saveNow()
    server.end()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  if (options.parentPid !== null) watchParent(options.parentPid, end)
  process.stdout.write(`${JSON.stringify({ event: 'listening', port, url: server.url })}\n`)
}

run().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`The Twitch simulator cannot start: ${reason}\n`)
  process.exit(1)
})
