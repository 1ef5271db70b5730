import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { quietPort } from '../free_port.mjs'
import { fromRoot } from '../paths.mjs'

/** What the tests and benches are run with: nothing of .env, and what must be absent as an empty text. */
export async function testEnvironment({ databaseUrl, template, chromium }) {
  const port = String(await quietPort())
  const twitch = String(await quietPort())

  return {
    NODE_ENV: 'test',
    // Adonis looks for its .env files there, and finds none.
    ENV_PATH: fromRoot('tests'),
    HOST: '127.0.0.1',
    PORT: port,
    APP_URL: `http://127.0.0.1:${port}`,
    APP_KEY: randomBytes(32).toString('hex'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
    DATABASE_URL: databaseUrl,
    DATABASE_DIRECT_URL: databaseUrl,
    REDIS_URL: '',
    // Each process has a folder of its own, which nobody misses.
    FILES_FOLDER: path.join(tmpdir(), `crowdcrit_files_${randomBytes(6).toString('hex')}`),
    S3_BUCKET: '',
    TWITCH_CLIENT_ID: 'crowdcrit-test',
    TWITCH_CLIENT_SECRET: 'crowdcrit-test-secret',
    // Follow from the port; no test may reach the real Twitch, even one that starts no simulator.
    TWITCH_AUTHORIZE_URL: '',
    TWITCH_TOKEN_URL: '',
    TWURPLE_MOCK_API_PORT: twitch,
    ...(template ? { TEST_TEMPLATE: template } : {}),
    ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
  }
}
