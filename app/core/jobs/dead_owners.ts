import { hostname } from 'node:os'
import type { Sql } from '#core/sql'

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, but not ours.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Frees what processes of this machine owned that are no more, so that a
 * restart after a crash need not wait for their time to run out. A number that
 * was given to another process meanwhile counts as alive; then time decides.
 */
export async function releaseDeadOwners(sql: Sql): Promise<void> {
  const owners = await sql.run<{ owner: string }>('SELECT DISTINCT owner FROM ownerships')
  const dead = owners.flatMap(({ owner }) => {
    const [host, pid] = owner.split('/')
    return host === hostname() && !isAlive(Number(pid)) ? [owner] : []
  })

  if (dead.length > 0) {
    await sql.run(`UPDATE ownerships SET expires_at = '-infinity' WHERE owner = ANY ($1::text[])`, [
      dead,
    ])
  }
}
