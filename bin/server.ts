import { prettyPrintError } from '@adonisjs/core'
import { rawRoutesFirst } from '#core/http/raw_routes'
import { ignitor } from './ignitor.js'

ignitor()
  .httpServer()
  .start(rawRoutesFirst)
  .catch(async (error) => {
    await prettyPrintError(error)
    // Half started: connections and timers would keep it alive for ever.
    process.exit(1)
  })
