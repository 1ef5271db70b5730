import { DATA_FOLDER } from '../paths.mjs'
import { ALONE } from './selection.mjs'
import { TestRun } from './test_run.mjs'

/** Ace watches the files; for everything else it would be a process more. */
const programFor = (args) =>
  args.includes('--watch')
    ? ['ace.js', 'test']
    : ['--import=@poppinss/ts-exec', '--enable-source-maps', 'bin/test.ts']

/**
 * Runs the selected suites in a process for each environment, and shows what they say. Several processes share the spec
 * files, see `tests/support/shared_run.ts`; tests that must be alone come after, in one process.
 *
 * @param options `program`, `say` and `folder` are other ones in the runner's own tests.
 * @returns the counts, and the titles of what failed.
 */
export async function runJapa({
  selection: { args, files, alone, skipped },
  environments,
  shutdown,
  program = programFor(args),
  say = (line) => void process.stdout.write(`${line}\n`),
  folder = DATA_FOLDER,
}) {
  const run = new TestRun({ program, shutdown, say, folder })
  if (environments.length === 1) {
    await run.single(args, environments[0])
  } else {
    await run.shared([...args, `--tags=~${ALONE}`], environments)
    if (alone.length > 0 && !shutdown.isRequested) {
      const theirs = [`--tags=${ALONE}`, `--files=${alone.join(',')}`]
      await run.shared([...args, ...theirs], environments.slice(0, 1), 'tests_alone')
    }
  }

  const { counts, failedTitles } = run.conclude(files)
  return { counts: { ...counts, skipped: counts.skipped + skipped }, failedTitles }
}
