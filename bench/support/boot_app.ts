import 'reflect-metadata'
import { ignitor } from '../../bin/ignitor.js'

/** The app's container, database and configuration, without HTTP, workers and sockets. */
export async function bootApp() {
  const app = ignitor().createApp('console')
  await app.init()
  await app.boot()
  return app
}
