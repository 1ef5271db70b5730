import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { readJson, writeJson } from '../json_file.mjs'
import { copiedBinaries, installedBinaries } from './binaries.mjs'
import { serverAccount } from './account.mjs'

const SHARED_HOME = '/var/lib/crowdcrit'

/**
 * Where the server of this clone lives. Usually that is .data/postgres. For root it is a folder of its own
 * under /var/lib/crowdcrit: the user the server then runs as may not be allowed into the clone.
 * A name written in .data/postgres leads there, so removing .data starts afresh.
 */
export function postgresHome(
  dataFolder,
  { root, account = serverAccount(), shared = SHARED_HOME } = {}
) {
  const local = path.join(dataFolder, 'postgres')
  mkdirSync(local, { recursive: true, mode: 0o700 })
  chmodSync(local, 0o700)

  if (!account) {
    return { folder: local, account, binaries: installedBinaries(root) }
  }

  mkdirSync(shared, { recursive: true, mode: 0o755 })
  chmodSync(shared, 0o755)
  const folder = path.join(shared, nameOf(local))
  mkdirSync(folder, { recursive: true })
  chownSync(folder, 0, account.gid)
  chmodSync(folder, 0o750)
  return { folder, account, binaries: copiedBinaries(shared, root) }
}

/** A clone that was copied, with its .data, gets a server of its own; one that was moved keeps its own. */
function nameOf(local) {
  const file = path.join(local, 'home.json')
  const here = realpathSync(local)
  const known = readJson(file)

  if (known?.path === here) {
    return known.name
  }
  const isCopy = known && readJson(path.join(known.path, 'home.json'))?.name === known.name
  const name = known && !isCopy ? known.name : randomBytes(6).toString('hex')
  writeJson(file, { name, path: here })
  return name
}

export const isInitialised = (data) => existsSync(path.join(data, 'PG_VERSION'))
