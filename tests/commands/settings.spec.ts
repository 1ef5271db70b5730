import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from '@japa/runner'
import { cleanEnv } from '../../bin/lib/clean_env.mjs'
import { ensureEnvFile, readSettings } from '../../bin/lib/env_file.mjs'
import { judgeSettings } from '../../bin/lib/settings.mjs'
import { temporaryFolder } from './temporary_folder.js'

const APP_KEY = 'k'.repeat(40)

test.group('.env', () => {
  test('is made once, with a key of its own, for its owner alone', async ({ assert, cleanup }) => {
    const folder = temporaryFolder(cleanup)
    const file = path.join(folder, '.env')
    writeFileSync(path.join(folder, '.env.example'), '# The key\nAPP_KEY=\n# PORT=3333\n')

    assert.isTrue(ensureEnvFile(folder))
    const made = readFileSync(file, 'utf8')
    assert.match(made, /^APP_KEY=[\w-]{32,}$/m)
    assert.equal(statSync(file).mode & 0o077, 0)

    assert.isFalse(ensureEnvFile(folder))
    assert.equal(readFileSync(file, 'utf8'), made)
  })

  test('yields to the environment, and an empty value counts as none', ({ assert, cleanup }) => {
    const folder = temporaryFolder(cleanup)
    writeFileSync(path.join(folder, '.env'), 'PORT=3333\nHOST=127.0.0.1\nREDIS_URL=\n')

    assert.deepEqual(readSettings(folder, { PORT: '4444' }), { PORT: '4444', HOST: '127.0.0.1' })
  })
})

test.group('Settings', () => {
  test('without a Twitch client it is the demo, on this machine', ({ assert }) => {
    const settings = judgeSettings({ APP_KEY })

    assert.isTrue(settings.isDemo)
    assert.equal(settings.url, 'http://127.0.0.1:3333')
  })

  test('the demo is refused in production and on other networks', ({ assert }) => {
    assert.throws(() => judgeSettings({ APP_KEY, NODE_ENV: 'production' }), /TWITCH_CLIENT_ID/)
    assert.throws(() => judgeSettings({ APP_KEY, HOST: '0.0.0.0' }), /runs on 127\.0\.0\.1 only/)
  })

  test('it never starts without its secrets', ({ assert }) => {
    assert.throws(() => judgeSettings({}), /APP_KEY is missing/)
    assert.throws(() => judgeSettings({ APP_KEY: 'short' }), /APP_KEY is missing or shorter/)
    assert.throws(() => judgeSettings({ APP_KEY, TWITCH_CLIENT_ID: 'id' }), /TWITCH_CLIENT_SECRET/)
  })

  test('with a Twitch client any host will do', ({ assert }) => {
    const settings = judgeSettings({
      APP_KEY,
      TWITCH_CLIENT_ID: 'id',
      TWITCH_CLIENT_SECRET: 'secret',
      HOST: '0.0.0.0',
      APP_URL: 'https://crowdcrit.example',
    })

    assert.isFalse(settings.isDemo)
    assert.equal(settings.url, 'https://crowdcrit.example')
  })

  test('a nested command hears nothing of the npm around it', ({ assert }) => {
    const env: Partial<Record<string, string>> = {
      ...cleanEnv({
        npm_config_prefix: '/elsewhere',
        KEPT: 'yes',
      }),
    }

    assert.equal(env.KEPT, 'yes')
    assert.isEmpty(Object.keys(env).filter((name) => name.startsWith('npm_')))
    assert.isTrue(env.PATH?.startsWith(path.dirname(process.execPath)))
  })
})
