import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { PlainError } from '../plain_error.mjs'
import { ensurePassword } from './credentials.mjs'
import { isInitialised } from './home.mjs'
import { runAsServer } from './run_as_server.mjs'

/**
 * A data folder that this PostgreSQL can serve. It is made aside and moved into place when it is complete.
 *
 * @returns whether it was made now.
 * @throws PlainError for one that another version made, or that is damaged.
 */
export async function ensureDataFolder(home, data) {
  if (isInitialised(data)) {
    assertSameVersion(home, data)
    return false
  }
  if (existsSync(data) && readdirSync(data).length > 0) {
    throw new PlainError(
      `The data folder ${data} is damaged (it has no PG_VERSION): restore it from a backup, or move it away to start with an empty database.`
    )
  }

  await initialise(home, data)
  return true
}

function assertSameVersion(home, data) {
  const found = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim()
  if (found !== String(home.binaries.major)) {
    throw new PlainError(
      `The data folder ${data} is of PostgreSQL ${found}, but this Crowdcrit brings PostgreSQL ${home.binaries.major}: dump it with the old version, or move it away to start with an empty database.`
    )
  }
}

async function initialise(home, data) {
  const draft = `${data}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (home.account) {
    chownSync(draft, home.account.uid, home.account.gid)
  }

  const { file } = ensurePassword(home)
  await runAsServer(home, 'initdb', [
    ...['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', file],
    ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ])
  rmSync(data, { recursive: true, force: true })
  renameSync(draft, data)
}
