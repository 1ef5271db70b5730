import { ace } from './ace.mjs'
import { cleanEnv } from './clean_env.mjs'
import { ROOT } from './paths.mjs'
import { appEnv, prepare } from './prepare.mjs'
import { startDemo } from './services/demo.mjs'
import { buildExtras } from './build.mjs'

/** `npm run dev`: from the sources, reloading what changes, with the same stand-ins as `npm start`. */
export async function dev({ progress, shutdown, args }) {
  const { settings, children, database } = await prepare({ progress, shutdown })
  await buildExtras(progress)

  const { isDemo, url } = settings
  const demo = isDemo ? await startDemo({ progress, children, url }) : {}
  const env = appEnv(settings, { NODE_ENV: 'development' }, database.env, demo)

  await progress.step('Migrating the database', async () => {
    await ace(['migration:run', '--force'], env)
  })
  if (isDemo) {
    await progress.step('Preparing the demo campaign', async () => {
      await ace(['demo:seed'], env)
    })
  }
  progress.line(`\n  ${url} (sources are watched; Ctrl-C stops everything)\n`)

  const server = children.start('app', ['ace.js', 'serve', '--hmr', ...args], {
    cwd: ROOT,
    env: cleanEnv({ ...env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }),
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  await server.ended
  return 1
}
