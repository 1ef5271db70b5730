import { apiClient } from '@japa/api-client'
import { assert } from '@japa/assert'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import { authBrowserClient } from '@adonisjs/auth/plugins/browser_client'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { sessionBrowserClient } from '@adonisjs/session/plugins/browser_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import { inertiaApiClient } from '@adonisjs/inertia/plugins/api_client'
import type { Config } from '@japa/runner/types'
import { rawRoutesFirst } from '#core/http/raw_routes'
import { sharedChromium } from '#tests/support/browser'
import { sharedRun } from '#tests/support/shared_run'
import { tellWhatWasSeen } from '#tests/support/what_was_seen'

const { TEST_SHARED: taken, TEST_BACKWARD: backward } = process.env

export const plugins: Config['plugins'] = [
  ...(taken ? [sharedRun(taken, Boolean(backward))] : []),
  assert(),
  apiClient(),
  pluginAdonisJS(app),
  sessionApiClient(app),
  shieldApiClient(),
  authApiClient(app),
  inertiaApiClient(app),
  browserClient({ runInSuites: ['browser'], launcher: sharedChromium }),
  sessionBrowserClient(app),
  authBrowserClient(app),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [],
  teardown: [],
}

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (['functional', 'browser'].includes(suite.name)) {
    suite.setup(() => testUtils.httpServer().start(rawRoutesFirst))
  }
  if (suite.name === 'browser') {
    suite.onGroup((group) =>
      group.each.setup(() => (hasFailed: boolean) => (hasFailed ? tellWhatWasSeen() : undefined))
    )
  }
}
