import { builtAce } from './ace.mjs'
import { ensureBuild } from './build.mjs'
import { PlainError } from './plain_error.mjs'
import { appEnv, prepare } from './prepare.mjs'
import { startApp } from './services/app.mjs'
import { startDemo } from './services/demo.mjs'
import { seedDemo } from './services/seed.mjs'
import { welcome } from './welcome.mjs'

/** `npm start`: everything that is missing, then the app, until it is told to end. */
export async function start({ progress, shutdown }) {
  const { settings, children, database } = await prepare({ progress, shutdown })
  await ensureBuild(progress)

  const { isDemo, url } = settings
  const demo = isDemo ? await startDemo({ progress, children, url }) : null
  const env = appEnv(settings, { NODE_ENV: 'production' }, database.env, demo ?? {})

  await progress.step('Migrating the database', async () => {
    await builtAce(['migration:run', '--force'], env)
  })
  const links = demo ? await seedDemo(progress, env) : []
  const app = await startApp({ progress, children, settings, env })
  progress.line(welcome({ settings, embedded: database.embedded, demo, links }))

  const code = await app.ended
  throw new PlainError(
    `The application ended by itself (${code}). It said last:\n${app.lastLines()}`
  )
}
