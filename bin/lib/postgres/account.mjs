import { readFileSync } from 'node:fs'
import { PlainError } from '../plain_error.mjs'

/** PostgreSQL refuses to run as root, so root lends it one of these, which every Unix has. */
const CANDIDATES = ['postgres', 'nobody', '_postgres', 'daemon']

export const runsAsRoot = () => process.getuid?.() === 0

/** The ids to run the server with, or null when that is simply who runs us. */
export function serverAccount(passwd = '/etc/passwd') {
  if (!runsAsRoot()) {
    return null
  }

  const entries = readFileSync(passwd, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of CANDIDATES) {
    const entry = entries.find(([login]) => login === name)
    if (entry && Number(entry[2]) > 0) {
      return { name, uid: Number(entry[2]), gid: Number(entry[3]) }
    }
  }
  throw new PlainError(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody": start as another user, or set DATABASE_URL.'
  )
}
