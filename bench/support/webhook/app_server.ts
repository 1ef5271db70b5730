/**
 * The app's webhook in a process of its own, without workers: started by the bench with `IPC`, ends with it.
 */
import { once } from 'node:events'
import { bootApp } from '../boot_app.js'

const app = await bootApp()
const { rawRoutesFirst } = await import('#core/http/raw_routes')

await app.start(async () => {
  const server = rawRoutesFirst((_, response) => response.writeHead(404).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send?.(server.address())
  process.once('disconnect', () => {
    server.closeAllConnections()
    server.close()
    void app.terminate()
  })
})
