import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100
const KILOBYTE = 1_024

/** What `/proc/<pid>/stat` has after the name, which may hold spaces. */
function statOf(pid: number | string): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Seconds of processor time that a process has had so far. Linux. */
function secondsOf(pid: number | string): number {
  const [user, system] = statOf(pid).slice(11, 13)
  return (Number(user) + Number(system)) / TICKS_PER_SECOND
}

/** The same of those that it had started and that have ended. */
function secondsOfEnded(parent: number): number {
  const [user, system] = statOf(parent).slice(13, 15)
  return (Number(user) + Number(system)) / TICKS_PER_SECOND
}

/** Processes that this one has started and that are still there. */
function childrenOf(parent: number): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return Number(statOf(pid)[1]) === parent
    } catch (error) {
      // It has ended since it was listed.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
      throw error
    }
  })
}

/**
 * Processor time of the app and of its database's server, all backends, also those that have ended.
 *
 * @param backend any of the database's processes
 */
export function processorSeconds(app: number, backend: number): number {
  const postmaster = Number(statOf(backend)[1])
  const database = [postmaster, ...childrenOf(postmaster)]
  return [app, ...database].reduce<number>(
    (sum, pid) => sum + secondsOf(pid),
    secondsOfEnded(postmaster)
  )
}

/** Resident memory of a process, in bytes. Linux. */
export function residentBytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (!found) throw new Error(`Process ${pid} has no resident memory`)
  return Number(found[1]) * KILOBYTE
}
