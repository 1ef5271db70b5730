import { cleanEnv } from '../clean_env.mjs'
import { runCommand } from '../run_command.mjs'

/** Runs one of PostgreSQL's programs as the server's user, from a folder that user can enter. */
export function runAsServer(home, program, args) {
  const env = cleanEnv({ LC_ALL: 'C', HOME: home.folder })
  for (const name of Object.keys(env)) {
    // PGDATA, PGPORT, PGHOST of the person's own PostgreSQL are not meant for this one.
    if (name.startsWith('PG')) {
      delete env[name]
    }
  }
  const identity = home.account ? { uid: home.account.uid, gid: home.account.gid } : {}
  return runCommand(home.binaries.program(program), args, { ...identity, env, cwd: home.folder })
}
