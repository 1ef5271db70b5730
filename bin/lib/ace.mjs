import { cleanEnv } from './clean_env.mjs'
import { BUILD_FOLDER, ROOT } from './paths.mjs'
import { runCommand } from './run_command.mjs'

/** Runs Ace commands in one folder, for one kind of run. */
class Runner {
  constructor(folder, mode) {
    this.folder = folder
    this.mode = mode
  }

  ace(args, env = {}) {
    return runCommand(process.execPath, ['ace.js', ...args], {
      cwd: this.folder,
      env: cleanEnv(env),
    })
  }
}

export const fromSources = new Runner(ROOT, 'development')

export const fromBuild = new Runner(BUILD_FOLDER, 'production')
