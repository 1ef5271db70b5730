import { spawn } from 'node:child_process'
import { readLines } from './read_lines.mjs'

/** Ended with another code than 0. `output` holds the last lines it wrote. */
export class CommandFailed extends Error {
  name = 'CommandFailed'

  constructor(command, code, output) {
    super(`${command} ended with ${code}`)
    this.code = code
    this.output = output
  }
}

const running = new Set()

/** Ends what is still running, when we are told to end ourselves. */
export function endRunningCommands() {
  running.forEach((child) => child.kill())
}

function start(command, args, options) {
  const child = spawn(command, args, { windowsHide: true, ...options })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/**
 * Runs a command to its end and returns what it wrote to its standard output. `onLine` sees each line of
 * either output as it comes.
 *
 * @throws CommandFailed
 */
export function runCommand(command, args, { onLine, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const standard = []
    const everything = []

    const keep = (line) => {
      everything.push(line)
      everything.splice(0, everything.length - 200)
      onLine?.(line)
    }
    readLines(child.stdout, (line) => {
      standard.push(line)
      keep(line)
    })
    readLines(child.stderr, keep)

    const end = (code, signal) =>
      code === 0
        ? resolve(standard.join('\n'))
        : reject(
            new CommandFailed(
              [command, ...args].join(' '),
              code ?? signal,
              everything.join('\n').trim()
            )
          )
    child.once('error', reject)
    child.once('close', end)
    // A server that the command leaves behind may hold our pipes open (pg_ctl on Windows does).
    child.once('exit', (...how) => setTimeout(end, 1000, ...how).unref())
  })
}

/** Runs a command that writes to our own terminal, and returns its exit code. */
export function runVisibly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { ...options, stdio: 'inherit' })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
