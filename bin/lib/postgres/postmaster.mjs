import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { commandOf, isAlive } from '../process_identity.mjs'

/**
 * What the server wrote down about itself in its data folder, or null when it is not running. Lines 1 and 4 are
 * its process id and port (https://www.postgresql.org/docs/current/storage-file-layout.html).
 */
export function readPostmaster(data) {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number.parseInt(lines[0], 10), port: Number.parseInt(lines[3], 10) }
  } catch {
    return null
  }
}

/** Whether the process is a server on this data folder, and not one that was given its old id. */
export function isServerOn(data, pid) {
  if (!isAlive(pid)) {
    return false
  }
  const command = commandOf(pid)
  return command === '' || (command.includes('postgres') && command.includes(data))
}

/**
 * After a crash of the machine the id in postmaster.pid may belong to another process, and PostgreSQL
 * would then refuse to start for ever. @returns whether a stale file was removed.
 */
export function dropStalePidFile(data) {
  const written = readPostmaster(data)
  if (!written || isServerOn(data, written.pid)) {
    return false
  }
  rmSync(path.join(data, 'postmaster.pid'), { force: true })
  return true
}
