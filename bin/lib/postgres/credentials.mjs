import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeAtomically } from '../json_file.mjs'

const fileIn = (home) => path.join(home.folder, 'password')

/** Other users of the machine can reach 127.0.0.1 too, so the server asks for a password of its own. */
export function ensurePassword(home) {
  const file = fileIn(home)
  if (!existsSync(file)) {
    writeAtomically(file, `${randomBytes(24).toString('hex')}\n`)
    if (home.account) {
      chownSync(file, 0, home.account.gid)
      chmodSync(file, 0o640)
    }
  }
  return { file, password: readFileSync(file, 'utf8').trim() }
}

export const urlOf = ({ port, password }, database) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
