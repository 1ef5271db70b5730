import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readJson, writeJson } from './json_file.mjs'
import { birthOf, isSameProcess } from './process_identity.mjs'
import { readLines } from './read_lines.mjs'
import { waitFor } from './wait_for.mjs'

const GRACE = 4500
const leash = pathToFileURL(fileURLToPath(new URL('die_with_parent.mjs', import.meta.url))).href

/**
 * The long-running Node processes of a command. They have a session of their own, so that Ctrl-C reaches the
 * command alone, and it ends them in order; and they end by themselves when the command is killed.
 */
export class Children {
  #list
  #logs
  #running = []

  /** `list` is where their ids are kept for the next start, `logs` the folder for what they write. */
  constructor({ list, logs }) {
    this.#list = list
    this.#logs = logs
    mkdirSync(logs, { recursive: true })
  }

  /** @returns the child, with `lastLines()`, and `ended`, a promise of its exit code. */
  start(name, args, { onLine, ...options }) {
    const child = spawn(process.execPath, ['--import', leash, ...args], {
      ...options,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const log = createWriteStream(path.join(this.#logs, `${name}.log`))
    const last = []
    const hear = (line) => {
      log.write(`${line}\n`)
      last.push(line)
      last.splice(0, last.length - 30)
      onLine?.(line)
    }
    readLines(child.stdout, hear)
    readLines(child.stderr, hear)

    const ended = new Promise((resolve) => {
      child.once('error', () => resolve(1))
      // All it wrote has been read by then, unless a process it left behind holds the pipe.
      child.once('close', (code, signalName) => resolve(code ?? signalName))
      child.once('exit', (...how) => setTimeout(() => resolve(how[0] ?? how[1]), 1000).unref())
    })
    const entry = { name, child, ended, lastLines: () => last.join('\n') }
    this.#running.push(entry)
    this.#remember()
    return entry
  }

  /** Ends them, the last started first. */
  async stop() {
    for (const entry of this.#running.reverse()) {
      await end(entry)
    }
    this.#running = []
    this.#remember()
  }

  #remember() {
    const known = this.#running.map(({ name, child }) => ({
      name,
      pid: child.pid,
      birth: birthOf(child.pid),
    }))
    writeJson(this.#list, known)
  }
}

async function end({ child, ended }) {
  if (child.exitCode === null && child.signalCode === null) {
    if (process.platform === 'win32') {
      child.connected && child.send('crowdcrit:stop')
    } else {
      signal(child.pid, 'SIGTERM')
    }
    const force = setTimeout(() => child.kill('SIGKILL'), GRACE)
    await ended
    clearTimeout(force)
  }
  // What it started itself and left behind is in its process group.
  if (child.pid && process.platform !== 'win32') {
    signal(-child.pid, 'SIGKILL')
  }
}

const signal = (pid, name) => {
  try {
    process.kill(pid, name)
  } catch {
    // It ended meanwhile.
  }
}

/**
 * Processes an earlier command of this clone left behind when it was killed: normally they are just ending, and
 * one that hangs is ended.
 *
 * @param patience how many milliseconds each has to end by itself, and then when it is told to.
 */
export async function endOrphans(list, { ending = 2000, grace = GRACE } = {}) {
  for (const orphan of readJson(list) ?? []) {
    const gone = () => !isSameProcess(orphan)
    if (await waitFor(gone, { within: ending })) {
      continue
    }
    signal(orphan.pid, 'SIGTERM')
    if (!(await waitFor(gone, { within: grace }))) {
      signal(orphan.pid, 'SIGKILL')
      await waitFor(gone, { within: 2000 })
    }
  }
}
