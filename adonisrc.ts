import { indexEntities } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/core/app'
import { indexPages } from '@adonisjs/inertia'
import { generateRegistry } from '@tuyau/core/hooks'

export default defineConfig({
  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('@adonisjs/bouncer/commands'),
  ],

  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    { file: () => import('@adonisjs/core/providers/repl_provider'), environment: ['repl', 'test'] },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/redis/redis_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/vite/vite_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/cors/cors_provider'),
    () => import('@adonisjs/inertia/inertia_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/ally/ally_provider'),
    () => import('@adonisjs/bouncer/bouncer_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('@adonisjs/transmit/transmit_provider'),
    () => import('@adonisjs/drive/drive_provider'),
    () => import('#providers/core_provider'),
    () => import('#providers/twitch_provider'),
    () => import('#providers/channels_provider'),
    () => import('#providers/channel_events_provider'),
    () => import('#providers/campaigns_provider'),
    () => import('#providers/foundry_provider'),
    () => import('#providers/polls_provider'),
    () => import('#providers/redemptions_provider'),
    () => import('#providers/rewards_provider'),
    () => import('#providers/gamification_provider'),
    () => import('#providers/counting_provider'),
    () => import('#providers/executions_provider'),
    () => import('#providers/card_sets_provider'),
    () => import('#providers/packs_provider'),
    () => import('#providers/overlays_provider'),
    () => import('#providers/dashboards_provider'),
    () => import('#providers/preflight_provider'),
    () => import('#providers/rehearsal_provider'),
  ],

  preloads: [() => import('#start/kernel'), () => import('#start/routes')],

  tests: {
    suites: [
      { files: ['tests/unit/**/*.spec.ts'], name: 'unit', timeout: 10_000 },
      { files: ['tests/simulator/**/*.spec.ts'], name: 'simulator', timeout: 60_000 },
      { files: ['tests/commands/**/*.spec.ts'], name: 'commands', timeout: 120_000 },
      { files: ['tests/functional/**/*.spec.ts'], name: 'functional', timeout: 60_000 },
      { files: ['tests/e2e/**/*.spec.ts'], name: 'e2e', timeout: 120_000 },
      { files: ['tests/browser/**/*.spec.ts'], name: 'browser', timeout: 180_000 },
    ],
    forceExit: false,
  },

  metaFiles: [
    { pattern: 'resources/views/**/*.edge', reloadServer: false },
    { pattern: 'public/**', reloadServer: false },
  ],

  hooks: {
    init: [
      indexEntities({
        controllers: { source: 'app', importAlias: '#app', glob: ['**/*_controller.ts'] },
        events: { enabled: false },
        listeners: { enabled: false },
        transformers: {
          enabled: true,
          withSharedProps: true,
          inertiaMiddlewareImportPath: '#accounts/middleware/inertia_middleware',
          importAlias: '#app',
          source: 'app',
          glob: ['**/*_transformer.ts'],
        },
      }),
      indexPages({ framework: 'vue3' }),
      generateRegistry(),
      () => import('./hooks/index_handlers.js'),
    ],
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
  },
})
