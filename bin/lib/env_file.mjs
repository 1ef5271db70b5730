import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { ROOT } from './paths.mjs'

const newKey = () => randomBytes(32).toString('base64url')

/**
 * Makes .env from .env.example with a key of its own, unless there is one: a file that exists
 * is never touched, since another key would make every stored token unreadable.
 *
 * @returns whether it was made.
 */
export function ensureEnvFile(root = ROOT) {
  const file = path.join(root, '.env')
  if (existsSync(file)) {
    return false
  }

  const example = readFileSync(path.join(root, '.env.example'), 'utf8')
  try {
    const text = example.replace(/^APP_KEY=.*$/m, `APP_KEY=${newKey()}`)
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') {
      return false
    }
    throw error
  }
}

/** What .env says, below what the process was started with. An empty value counts as none. */
export function readSettings(root = ROOT, given = process.env) {
  const file = path.join(root, '.env')
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const settings = { ...written, ...given }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''))
}
