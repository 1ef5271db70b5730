/**
 * A process that rehearses one campaign and ends. The app starts it, with a database address whose
 * time and tables are the rehearsal's, and hears of it by messages.
 */
import type { RehearsalNews, RehearsalOrder } from '#rehearsal/orders'
import { ignitor } from './ignitor.js'

const tell = (news: RehearsalNews) => process.send?.(news)
process.on('disconnect', () => process.exit(1))

process.once('message', (order: RehearsalOrder) => {
  rehearse(order).catch((error: unknown) => {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    process.exitCode = 1
    process.disconnect()
  })
})

async function rehearse(order: RehearsalOrder): Promise<void> {
  const app = ignitor().createApp('console')
  await app.init()
  await app.boot()
  const { prepare } = await import('#rehearsal/play/prepare')
  const { play, clock } = await prepare(app, order)

  const outcome = await play.execute(order, clock, {
    state: (state) => tell({ kind: 'state', state }),
    shot: (shot) => tell({ kind: 'shot', shot }),
  })
  tell({ kind: 'done', outcome })
  await app.terminate()
  process.disconnect()
}
