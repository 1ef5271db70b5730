import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cleanEnv } from '../clean_env.mjs'
import { judge } from './shared_verdict.mjs'
import { TestProcess } from './test_process.mjs'

const REPORTERS = '--reporters=spec,ndjson'

/** The processes of a run, one or several. */
export class TestRun {
  #processes = []
  #program
  #shutdown
  #say
  #folder

  /**
   * @param options `program` is Node's arguments up to those of Japa, `say` shows a line, and in `folder` the processes'
   *   logs are kept.
   */
  constructor({ program, shutdown, say, folder }) {
    this.#program = program
    this.#shutdown = shutdown
    this.#say = say
    this.#folder = folder
    shutdown.defer(async () => {
      await Promise.all(this.#processes.map((one) => one.stop()))
      this.#processes.forEach((one) => one.show())
    })
  }

  /** One process that says at once what it has to say. Resolves when it has ended. */
  single(args, env) {
    return this.#start('tests_1', args, { ...env, TEST_SHARED: '' }, true)
  }

  /** Processes that share the files: every second one begins with the last suite, so that browsers run beside what needs none. */
  async shared(args, environments, name = 'tests') {
    const folder = mkdtempSync(path.join(tmpdir(), 'crowdcrit-tests-'))
    this.#shutdown.defer(() => rmSync(folder, { recursive: true, force: true }))
    const running = environments.map((env, index) => {
      const share = { TEST_SHARED: folder, TEST_BACKWARD: index % 2 === 0 ? '' : 'true' }
      return this.#start(`${name}_${index + 1}`, args, { ...env, ...share }, false)
    })
    await Promise.all(running)
  }

  /**
   * Shows what was held back, what failed last.
   *
   * @returns the counts, and the titles of what failed.
   */
  conclude(files) {
    const inOrder = this.#processes.toSorted((one, other) => one.total.failed - other.total.failed)
    inOrder.forEach((one) => one.show())
    const { counts, faults } = judge(this.#processes, files)
    faults.forEach(this.#say)
    return { counts, failedTitles: this.#processes.flatMap((one) => one.counts.failedTitles) }
  }

  #start(name, args, env, isLive) {
    const one = new TestProcess({ name, isLive, say: this.#say, folder: this.#folder })
    this.#processes.push(one)
    const FORCE_COLOR = process.stdout.isTTY ? '1' : '0'
    return one.run([...this.#program, REPORTERS, ...args], { ...cleanEnv(env), FORCE_COLOR })
  }
}
