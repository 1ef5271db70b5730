import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cleanEnv } from '../clean_env.mjs'
import { DATA_FOLDER } from '../paths.mjs'
import { judge } from './shared_verdict.mjs'
import { TestProcess } from './test_process.mjs'

const REPORTERS = '--reporters=spec,ndjson'

/** Ace watches the files; for everything else it would be a process more. */
const programFor = (args) =>
  args.includes('--watch')
    ? ['ace.js', 'test']
    : ['--import=@poppinss/ts-exec', '--enable-source-maps', 'bin/test.ts']

/**
 * Runs the selected suites in a process for each environment, and shows what they say. Several processes share the spec
 * files: see `tests/support/shared_run.ts`.
 *
 * @param options `program`, `say` and `folder` are other ones in the runner's own tests.
 * @returns the counts, and the titles of what failed.
 */
export async function runJapa({
  selection: { args, files, skipped },
  environments,
  shutdown,
  program = programFor(args),
  say = (line) => void process.stdout.write(`${line}\n`),
  folder = DATA_FOLDER,
}) {
  const isAlone = environments.length === 1
  const processes = environments.map(
    (_, index) => new TestProcess({ name: `tests_${index + 1}`, isAlone, say, folder })
  )
  shutdown.defer(async () => {
    await Promise.all(processes.map((one) => one.stop()))
    processes.forEach((one) => one.show())
  })

  const shares = isAlone ? [{ TEST_SHARED: '' }] : shareOut(environments.length, shutdown)
  const runs = processes.map((one, index) =>
    one.run([...program, REPORTERS, ...args], {
      ...cleanEnv({ ...environments[index], ...shares[index] }),
      FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
    })
  )
  await Promise.all(runs)
  const counts = conclude(processes, files, say)
  return {
    counts: { ...counts, skipped: counts.skipped + skipped },
    failedTitles: processes.flatMap((one) => one.counts.failedTitles),
  }
}

/** Every second process begins at the other end: browsers beside what needs none, instead of two at a time. */
function shareOut(count, shutdown) {
  const folder = mkdtempSync(path.join(tmpdir(), 'crowdcrit-tests-'))
  shutdown.defer(() => rmSync(folder, { recursive: true, force: true }))
  return Array.from({ length: count }, (_, index) => ({
    TEST_SHARED: folder,
    TEST_BACKWARD: index % 2 === 0 ? '' : 'true',
  }))
}

/** What failed comes last, above the line with the counts. */
function conclude(processes, files, say) {
  const inOrder = processes.toSorted((one, other) => one.total.failed - other.total.failed)
  inOrder.forEach((one) => one.show())
  const { counts, faults } = judge(processes, files)
  faults.forEach(say)
  return counts
}
