import { readdirSync } from 'node:fs'
import path from 'node:path'
import { Children } from '../children.mjs'
import { cleanEnv } from '../clean_env.mjs'
import { DATA_FOLDER, ROOT, fromRoot } from '../paths.mjs'
import { Counts } from './counts.mjs'

const SUITES = ['unit', 'simulator', 'commands', 'functional', 'e2e', 'browser']

const isSuiteGiven = (args) => args.some((arg) => SUITES.includes(arg))

/** Without Chromium the browser suite is left out, and each of its files counts as a skipped test. */
function selection(args, chromium, counts) {
  if (chromium) {
    return args
  }
  if (!isSuiteGiven(args)) {
    counts.skip(specFiles('tests/browser'))
    return [...SUITES.filter((suite) => suite !== 'browser'), ...args]
  }
  if (args.includes('browser')) {
    counts.skip(specFiles('tests/browser'))
  }
  return args.filter((arg) => arg !== 'browser')
}

const specFiles = (folder) =>
  readdirSync(fromRoot(folder), { recursive: true }).filter((name) => /\.spec\.[jt]s$/.test(name))
    .length

/** Runs the Japa suites, shows their output as it comes, and returns the counts. */
export async function runJapa({ args, env, chromium, shutdown }) {
  const counts = new Counts()
  const children = new Children({
    list: path.join(DATA_FOLDER, 'test_children.json'),
    logs: path.join(DATA_FOLDER, 'logs'),
  })
  shutdown.defer(() => children.stop())

  const reporters = '--reporters=spec,ndjson'
  const wanted = selection(args, chromium, counts)
  const japa = children.start('tests', ['ace.js', 'test', reporters, ...wanted], {
    cwd: ROOT,
    env: cleanEnv({ ...env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }),
    onLine: (line) => counts.take(line) || process.stdout.write(`${line}\n`),
  })
  return counts.total(await japa.ended)
}
