import { cleanEnv } from './clean_env.mjs'
import { BUILD_FOLDER, ROOT } from './paths.mjs'
import { runCommand } from './run_command.mjs'

/** Runs an Ace command from the sources. */
export const ace = (args, env = {}) =>
  runCommand(process.execPath, ['ace.js', ...args], { cwd: ROOT, env: cleanEnv(env) })

/** Runs an Ace command from the build, which is what production does. */
export const builtAce = (args, env = {}) =>
  runCommand(process.execPath, ['ace.js', ...args], { cwd: BUILD_FOLDER, env: cleanEnv(env) })
