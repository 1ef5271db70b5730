import { fromBuild } from './ace.mjs'
import { ensureBuild } from './build.mjs'
import { PlainError } from './plain_error.mjs'
import { migrateAndSimulate, prepare } from './prepare.mjs'
import { startApp } from './services/app.mjs'
import { seedDemo } from './services/seed.mjs'
import { welcome } from './welcome.mjs'

/** `npm start`: everything that is missing, then the app, until it is told to end. */
export async function start({ progress, shutdown }) {
  const { settings, children, database } = await prepare({ progress, shutdown })
  await ensureBuild(progress)

  const parts = { progress, children, settings, database }
  const { env, demo } = await migrateAndSimulate(parts, fromBuild)
  const links = demo ? await seedDemo(progress, fromBuild, env) : []
  const app = await startApp({ progress, children, settings, env })
  progress.line(welcome({ settings, embedded: database.embedded, demo, links }))

  const code = await app.ended
  throw new PlainError(
    `The application ended by itself (${code}). It said last:\n${app.lastLines()}`
  )
}
