import { readFileSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fromRoot } from '../paths.mjs'

const SUITES = ['unit', 'simulator', 'commands', 'functional', 'e2e', 'browser']

/** More take more memory than they save time, and tests that watch the clock get too little of it. */
const MOST_PROCESSES = 3

/** The tag of tests that measure how fast something is: nothing else may run beside them. */
export const ALONE = '@alone'

const isSuite = (arg) => SUITES.includes(arg)

/**
 * What the arguments of `npm test` ask for. Without Chromium the browser suite is left out, and each of its files counts as
 * a skipped test.
 */
export function select(args, { chromium }) {
  const named = args.filter(isSuite)
  const wanted = named.length > 0 ? named : SUITES
  const suites = wanted.filter((suite) => chromium || suite !== 'browser')
  const skipped = suites.length < wanted.length ? specFiles('browser').length : 0
  const flags = args.filter((arg) => !isSuite(arg))
  const files = suites.flatMap(specFiles)

  return {
    args: suites.length < wanted.length ? [...suites, ...flags] : args,
    files,
    /** Those of the files that hold a test with that tag. */
    alone: files.filter((file) => readFileSync(fromRoot(file), 'utf8').includes(`'${ALONE}'`)),
    skipped,
    /** Flags pick tests, which a second process would only be started for. */
    isWhole: flags.length === 0,
  }
}

/** As the suites of adonisrc.ts find them. */
function specFiles(suite) {
  return readdirSync(fromRoot('tests', suite), { recursive: true })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => `tests/${suite}/${name.replaceAll('\\', '/')}`)
}

/** In how many processes the selection is run; `TEST_PROCESSES` says otherwise. */
export function countProcesses({ isWhole, files }, wanted = process.env.TEST_PROCESSES) {
  const most = Number(wanted) || Math.min(MOST_PROCESSES, besideEachOther(availableParallelism()))
  return isWhole ? Math.max(1, Math.min(most, files.length)) : 1
}

/** A fifth of the time a process waits for something: several cores have one more to do meanwhile. */
const besideEachOther = (cores) => (cores > 1 ? cores + 1 : cores)
