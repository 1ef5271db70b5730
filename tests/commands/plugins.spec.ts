import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from '@japa/runner'
import { ROOT } from '../../bin/lib/paths.mjs'
import { freshDatabase } from '../support/fresh_database.js'
import { Clone } from './clone.js'
import { temporaryFolder } from './temporary_folder.js'

const LAST_OF_OURS = "() => import('#providers/dashboards_provider'),"
const THEIRS = "() => import('crowdcrit-weather/provider'),"

test.group('Triggers and actions of others', () => {
  test('a package is installed and its provider named, and nothing else: it works', async ({
    assert,
    cleanup,
  }) => {
    const database = await freshDatabase()
    cleanup(database.drop)
    const clone = await Clone.of(temporaryFolder(cleanup))
    await clone.install('crowdcrit-weather', path.join(ROOT, 'examples/weather_package'))
    await clone.edit('adonisrc.ts', (text) =>
      text.replace(LAST_OF_OURS, `${LAST_OF_OURS}\n    ${THEIRS}`)
    )
    assert.deepEqual(await clone.changed(), ['adonisrc.ts'])

    // What this copy is asked to show; no part of what runs.
    await cp(
      path.join(ROOT, 'tests/fixtures/plugins/weather_package.spec.ts'),
      clone.path('tests/functional/weather_package.spec.ts')
    )
    const said = await clone.test('functional', ['weather_package'], database.url)

    assert.match(said, /4 passed/)
    assert.notMatch(said, /failed/)
    assert.deepEqual(await clone.changed(), ['adonisrc.ts'])
  })

  test('make:trigger and make:action write handlers that work, with tests that pass', async ({
    assert,
    cleanup,
  }) => {
    const database = await freshDatabase()
    cleanup(database.drop)
    const clone = await Clone.of(temporaryFolder(cleanup))

    await clone.ace('make:trigger', 'full_moon')
    await clone.ace('make:action', 'ConfettiRain')
    const trigger = await readFile(
      clone.path('app/gamification/triggers/full_moon_trigger.ts'),
      'utf8'
    )
    assert.include(trigger, 'export default class FullMoonTrigger')
    assert.include(trigger, "static id = 'full_moon'")
    await clone.index()

    const files = ['full_moon_trigger', 'confetti_rain_action', 'gamification/handlers']
    const said = await clone.test('unit', files, database.url)
    assert.match(said, /full_moon says what a person needs to know/)
    assert.match(said, /confetti_rain is built once/)
    assert.notMatch(said, /failed/)
  })
})
