import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import { ROOT } from '../../bin/lib/paths.mjs'
import { runJapa } from '../../bin/lib/tests/japa.mjs'
import { until } from '../support/until.js'
import { temporaryFolder } from './temporary_folder.js'

const address = (file: string) => JSON.stringify(pathToFileURL(path.join(ROOT, file)).href)

/** Runs two suites as `bin/test.ts` does. */
const PROGRAM = `
  import { configure, processCLIArgs, run } from '@japa/runner'
  import { sharedRun } from ${address('tests/support/shared_run.ts')}

  process.chdir(process.env.PROJECT)
  processCLIArgs(process.argv.slice(2))
  const { TEST_SHARED: taken, TEST_BACKWARD: backward } = process.env
  configure({
    suites: ['first', 'second'].map((name) => ({ name, files: [name + '/*.spec.mjs'] })),
    plugins: taken ? [sharedRun(taken, Boolean(backward))] : [],
  })
  await run()
`

/** A file of two tests; the first writes down that it was played, and does what else is wanted. */
const spec = (name: string, body = '') => `
  import { appendFileSync, readFileSync } from 'node:fs'
  import { setTimeout as pause } from 'node:timers/promises'
  import { test } from '@japa/runner'

  test.group('${name}', () => {
    test('one of ${name}', async () => {
      console.log('${name} begins')
      appendFileSync('played', '${name}')
      ${body}
      console.log('${name} ends')
    }).timeout(20_000)
    test('two of ${name}', () => {})
  })
`

/** What must have the machine to itself. */
const ALONE = `
  test.group('alone', () => {
    test('measures', () => appendFileSync('played', 'x')).tags(['@alone'])
  })
`

/** Until another process is in the middle of its file too. */
const MEET = `while (readFileSync('played', 'utf8').length < 2) await pause(5)`

class Duties {
  #duties: (() => unknown)[] = []

  defer(duty: () => unknown): void {
    this.#duties.push(duty)
  }

  async run(): Promise<void> {
    for (const duty of this.#duties.splice(0).reverse()) await duty()
  }
}

type Cleanup = (undo: () => void) => void

/** The specs, by the name of their file, in a project of their own and so many processes. */
function start(cleanup: Cleanup, specs: Record<string, string>, processes = 2) {
  const folder = temporaryFolder(cleanup)
  const duties = new Duties()
  cleanup(() => duties.run())
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  const program = path.join(folder, 'program.mjs')
  writeFileSync(program, PROGRAM)
  for (const [name, source] of Object.entries(specs)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), source)
  }

  const lines: string[] = []
  const env = { PROJECT: folder, CACHE_DIR: folder }
  const outcome = runJapa({
    selection: {
      args: [],
      files: Object.keys(specs),
      alone: Object.keys(specs).filter((name) => specs[name]?.includes('@alone')),
      skipped: 0,
    },
    environments: Array.from({ length: processes }, () => env),
    shutdown: duties,
    program: ['--import=@poppinss/ts-exec', program],
    say: (line: string) => void lines.push(line),
    folder,
  })
  const played = () => {
    const file = path.join(folder, 'played')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }
  return { outcome, lines, played, duties }
}

test.group('Tests in several processes', () => {
  test('each file is played once, what they say does not mix, and who must be alone comes last', async ({
    assert,
    cleanup,
  }) => {
    const { outcome, lines, played } = start(cleanup, {
      'first/a.spec.mjs': spec('a', MEET),
      'first/b.spec.mjs': spec('b', MEET) + ALONE,
      'second/c.spec.mjs': spec('c', MEET),
      'second/d.spec.mjs': spec('d', MEET),
    })

    const { counts } = await outcome
    assert.deepEqual(counts, { passed: 9, failed: 0, skipped: 0 })
    assert.sameMembers([...played()], ['a', 'b', 'c', 'd', 'x'])
    assert.equal(played().at(-1), 'x')
    const said = lines.filter((line) => / (begins|ends)$/.test(line))
    const pairs = ['a', 'b', 'c', 'd'].map(
      (name) => said.indexOf(`${name} ends`) - said.indexOf(`${name} begins`)
    )
    assert.deepEqual(pairs, [1, 1, 1, 1])
  })

  test('failures are added up and come last; a file without a test is one', async ({
    assert,
    cleanup,
  }) => {
    const { outcome, lines } = start(cleanup, {
      'first/a.spec.mjs': spec('a', `throw new Error('as it should not be')`),
      'first/empty.spec.mjs': '',
      'second/c.spec.mjs': spec('c', `throw new Error('nor that')`),
      'second/d.spec.mjs': `import { test } from '@japa/runner'; test.group('d', () => {})`,
    })

    const { counts, failedTitles } = await outcome
    assert.deepEqual(counts, { passed: 2, failed: 2, skipped: 0 })
    assert.sameMembers(failedTitles, ['one of a', 'one of c'])
    assert.include(lines, 'first/empty.spec.mjs was not run.')
    assert.include(lines.at(-1), 'second/d.spec.mjs')
    const lastTest = lines.findLastIndex((line) => /two of . \(/.test(line))
    const error = lines.findIndex((line) => line.includes('as it should not be'))
    assert.isAbove(error, lastTest)
  })

  test('one that breaks off has failed, and the other plays the rest', async ({
    assert,
    cleanup,
  }) => {
    const { outcome, lines, played } = start(cleanup, {
      'first/a.spec.mjs': spec('a', `${MEET}; process.exit(0)`),
      'first/b.spec.mjs': spec('b'),
      'second/c.spec.mjs': spec('c', MEET),
    })

    const { counts } = await outcome
    assert.deepEqual(counts, { passed: 4, failed: 1, skipped: 0 })
    assert.sameMembers([...played()], ['a', 'b', 'c'])
    assert.include(lines, 'a begins')
    assert.equal(lines.at(-1), 'first/a.spec.mjs was broken off.')
  })

  test('told to end, they end, and say what they were at', async ({ assert, cleanup }) => {
    const { outcome, lines, played, duties } = start(cleanup, {
      'first/a.spec.mjs': spec('a', 'await pause(20_000)'),
      'second/c.spec.mjs': spec('c', 'await pause(20_000)'),
    })
    await until('both are at it', () => played().length === 2)

    await duties.run()
    const { counts } = await outcome
    assert.deepEqual(counts, { passed: 0, failed: 2, skipped: 0 })
    assert.includeMembers(lines, ['a begins', 'c begins'])
  })
})
