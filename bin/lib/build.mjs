import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cleanEnv } from './clean_env.mjs'
import { withLock } from './lock_file.mjs'
import { writeAtomically } from './json_file.mjs'
import { BUILD_FOLDER, DATA_FOLDER, ROOT, fromRoot } from './paths.mjs'
import { CommandFailed, runCommand } from './run_command.mjs'
import { PlainError } from './plain_error.mjs'
import { sourceStamp } from './source_stamp.mjs'

const stamps = {
  frontEnd: path.join(DATA_FOLDER, 'front_end.stamp'),
  app: path.join(BUILD_FOLDER, '.stamp'),
}

const isFresh = (file, stamp) => existsSync(file) && readFileSync(file, 'utf8') === stamp

/** Runs a Node script of the project, and shows what it said only when it fails. */
async function run(progress, label, args) {
  await progress.step(label, async () => {
    try {
      const env = cleanEnv({ NODE_ENV: 'production' })
      await runCommand(process.execPath, args, { cwd: ROOT, env })
    } catch (error) {
      throw error instanceof CommandFailed
        ? new PlainError(`${label} failed.\n${error.output}`)
        : error
    }
  })
}

/** What is not part of the Adonis build: it goes to public/, and from there along with it. */
export async function buildExtras(progress) {
  await run(progress, 'Building the overlay', ['overlay/build.ts'])
  await run(progress, 'Building the Foundry module', ['foundry_module/build.ts'])
}

/** Everything a browser or Foundry loads, in public/: what the tests need. */
export function ensureFrontEnd(progress) {
  return once(stamps.frontEnd, async () => {
    await buildExtras(progress)
    await run(progress, 'Building the pages', [fromRoot('node_modules/vite/bin/vite.js'), 'build'])
  })
}

/** The whole application in build/, as it runs in production. */
export function ensureBuild(progress) {
  return once(stamps.app, async () => {
    await buildExtras(progress)
    rmSync(BUILD_FOLDER, { recursive: true, force: true })
    await run(progress, 'Building the application', ['ace.js', 'build'])
  })
}

/**
 * Builds unless it was built from these very sources. The stamp is taken before and written last: a build that was
 * cut off, or whose sources changed meanwhile, is done again.
 */
function once(file, build) {
  return withLock(path.join(DATA_FOLDER, 'build.lock'), async () => {
    const stamp = sourceStamp()
    if (!isFresh(file, stamp)) {
      await build()
      writeAtomically(file, stamp)
    }
  })
}
