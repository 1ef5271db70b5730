import { fromSources } from './ace.mjs'
import { buildExtras } from './build.mjs'
import { cleanEnv } from './clean_env.mjs'
import { ROOT } from './paths.mjs'
import { migrateAndSimulate, prepare } from './prepare.mjs'
import { seedDemo } from './services/seed.mjs'
import { welcome } from './welcome.mjs'

/** `npm run dev`: from the sources, reloading what changes, with the same stand-ins as `npm start`. */
export async function dev({ progress, shutdown, args }) {
  const { settings, children, database } = await prepare({ progress, shutdown })
  await buildExtras(progress)

  const parts = { progress, children, settings, database }
  const { env, demo } = await migrateAndSimulate(parts, fromSources)
  const links = demo ? await seedDemo(progress, fromSources, env) : []
  progress.line(welcome({ settings, embedded: database.embedded, demo, links }))

  const server = children.start('app', ['ace.js', 'serve', '--hmr', ...args], {
    cwd: ROOT,
    env: cleanEnv({ ...env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }),
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  await server.ended
  return 1
}
