import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false
  }
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** A killed process whose parent has not looked yet still has an id, but does nothing. */
function isZombie(pid) {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function ask(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

/** The command line of a process, or an empty string when it cannot be told. */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    } catch {
      return ''
    }
  }
  if (process.platform === 'win32') {
    const query = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${Number(pid)}').CommandLine`
    return ask('powershell.exe', ['-NoProfile', '-Command', query]).trim()
  }
  return ask('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).trim()
}

/**
 * When a process began, as the system writes it. Together with the id this tells a process
 * from a later one that was given the same id, which after a restart of the machine is common.
 */
export function birthOf(pid) {
  if (process.platform === 'linux') {
    try {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
    } catch {
      return ''
    }
  }
  if (process.platform === 'win32') {
    const query = `(Get-Process -Id ${Number(pid)}).StartTime.Ticks`
    return ask('powershell.exe', ['-NoProfile', '-Command', query]).trim()
  }
  return ask('ps', ['-o', 'lstart=', '-p', String(pid)]).trim()
}

/** Whether the process that wrote `{ pid, birth }` down still runs. */
export function isSameProcess({ pid, birth }) {
  return isAlive(pid) && (!birth || birthOf(pid) === birth)
}
