import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '../free_port.mjs'
import { readJson, writeJson } from '../json_file.mjs'
import { PlainError } from '../plain_error.mjs'
import { waitFor } from '../wait_for.mjs'
import { answersFor } from './connection.mjs'
import { ensurePassword, urlOf } from './credentials.mjs'
import { ensureDataFolder } from './initialise.mjs'
import { dropStalePidFile, readPostmaster } from './postmaster.mjs'
import { runAsServer } from './run_as_server.mjs'
import { asOptions } from './settings.mjs'

const PATIENCE = 10_000

/**
 * One PostgreSQL server on one data folder, run by its own pg_ctl, which detaches it: Ctrl-C in the
 * terminal does not reach it, so it outlives the app and is stopped after it.
 */
export class Cluster {
  #home
  #patience
  #data
  #log

  /** @param options `patience` is how long it is tried to start a server that does not. */
  constructor(home, { patience = PATIENCE } = {}) {
    this.#home = home
    this.#patience = patience
    this.#data = path.join(home.folder, 'data')
    // Inside, because the server's user may write nowhere else.
    this.#log = path.join(this.#data, 'server.log')
  }

  /**
   * Starts the server, or adopts one that runs on our data folder already.
   *
   * @returns its port and password, and whether it was made or adopted.
   */
  async start() {
    const isNew = await ensureDataFolder(this.#home, this.#data)
    const { password } = ensurePassword(this.#home)

    const adopted = await this.#adopt(password)
    if (adopted) {
      return { port: adopted, password, isNew, adopted: true }
    }
    return {
      port: await this.#startWithin(this.#patience, password),
      password,
      isNew,
      adopted: false,
    }
  }

  /** Ends the sessions that are left and stops, with everything on disk. */
  async stop() {
    dropStalePidFile(this.#data)
    if (readPostmaster(this.#data)) {
      await this.#control('stop', '-m', 'fast', '-w', '-t', '30')
    }
  }

  /** Cuts every session as a crash does, and comes back on the same port once it has recovered. */
  async restart() {
    await this.#control('restart', '-m', 'immediate', '-l', this.#log, '-w', '-t', '60')
  }

  /**
   * The port of a server that runs already, or null. One that is just starting, recovering or stopping is
   * given time to make up its mind.
   */
  async #adopt(password) {
    const nobody = Symbol('nobody')
    const answer = await waitFor(
      async () => {
        dropStalePidFile(this.#data)
        const running = readPostmaster(this.#data)
        if (!running) {
          return nobody
        }
        const url = urlOf({ port: running.port, password }, 'postgres')
        return (await answersFor(this.#data, url)) ? running.port : null
      },
      { within: 3 * PATIENCE }
    )

    if (answer === null) {
      const { pid } = readPostmaster(this.#data) ?? {}
      throw new PlainError(
        `A PostgreSQL (process ${pid}) runs on ${this.#data} but does not answer us: end it, then try again.`
      )
    }
    return answer === nobody ? null : answer
  }

  /** Tried again for a while: another program may take the port, a killed server may still be letting go. */
  async #startWithin(patience, password) {
    const logged = sizeOf(this.#log)
    let failure
    const port = await waitFor(
      async () => {
        try {
          return await this.#startOnce(password)
        } catch (error) {
          failure = error
          return 0
        }
      },
      { within: patience, every: 500 }
    )

    if (!port) {
      throw new PlainError(this.#explain(failure, logged))
    }
    return port
  }

  async #startOnce(password) {
    const remembered = path.join(this.#home.folder, 'port.json')
    const port = await freePort(readJson(remembered)?.port)
    dropStalePidFile(this.#data)
    await this.#control('start', '-l', this.#log, '-o', asOptions(port), '-w', '-t', '60')

    if (!(await answersFor(this.#data, urlOf({ port, password }, 'postgres')))) {
      throw new PlainError(`it does not take the password in ${this.#home.folder}`)
    }
    writeJson(remembered, { port })
    return port
  }

  #control(verb, ...args) {
    return runAsServer(this.#home, 'pg_ctl', [verb, '-D', this.#data, ...args])
  }

  #explain(failure, logged) {
    const said = existsSync(this.#log) ? readFileSync(this.#log).subarray(logged).toString() : ''
    const reason =
      said.match(/(?<=(?:FATAL|PANIC):\s+).*/g)?.at(-1) ?? failure?.output ?? failure?.message
    return `The embedded PostgreSQL on ${this.#data} does not start (${reason}): see ${this.#log}, or move the data folder away to start with an empty database.`
  }
}

const sizeOf = (file) => (existsSync(file) ? statSync(file).size : 0)
