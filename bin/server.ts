import { prettyPrintError } from '@adonisjs/core'
import { ignitor } from './ignitor.js'

ignitor()
  .httpServer()
  .start()
  .catch(async (error) => {
    await prettyPrintError(error)
    // Half started: connections and timers would keep it alive for ever.
    process.exit(1)
  })
