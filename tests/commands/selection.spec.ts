import { test } from '@japa/runner'
import { countProcesses, select } from '../../bin/lib/tests/selection.mjs'

test.group('What is to be tested', () => {
  const chromium = '/usr/bin/chromium'

  test('everything, or the suites that are named', ({ assert }) => {
    const all = select([], { chromium })
    assert.include(all.files, 'tests/commands/selection.spec.ts')
    assert.include(all.files, 'tests/functional/access.spec.ts')
    assert.include(all.alone, 'tests/simulator/process.spec.ts')
    assert.notInclude(all.alone, 'tests/functional/access.spec.ts')

    const some = select(['unit', 'e2e'], { chromium })
    assert.isTrue(some.files.every((file: string) => /^tests\/(unit|e2e)\//.test(file)))
    assert.deepEqual(some.args, ['unit', 'e2e'])
  })

  test('without Chromium the files of the browser suite are skipped', ({ assert }) => {
    const inBrowsers = select(['browser'], { chromium }).files.length
    const all = select(['--bail'], { chromium: null })

    assert.equal(all.skipped, inBrowsers)
    assert.notInclude(all.args, 'browser')
    assert.includeMembers(all.args, ['unit', 'e2e', '--bail'])
    assert.isEmpty(select(['browser'], { chromium: null }).files)
    assert.equal(select(['unit'], { chromium: null }).skipped, 0)
  })

  test('whole suites are shared by two processes, a choice of tests is not', ({ assert }) => {
    const many = { isWhole: true, files: ['a', 'b', 'c'] }

    assert.isAtMost(countProcesses(many, ''), 3)
    assert.equal(countProcesses(many, '3'), 3)
    assert.equal(countProcesses(many, '9'), 3)
    assert.equal(countProcesses({ ...many, isWhole: false }, '3'), 1)
    assert.isFalse(select(['functional', '--files=access'], { chromium }).isWhole)
    assert.isTrue(select(['functional'], { chromium }).isWhole)
  })
})
