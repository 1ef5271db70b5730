import { configApp } from '@adonisjs/eslint-config'
import { vue } from '@adonisjs/eslint-config/vue'

export default configApp(
  {
    name: 'Written by tools, not by hand',
    ignores: [
      '.adonisjs/**',
      'build/**',
      'public/**',
      'database/schema.ts',
      'inertia/auto-imports.d.ts',
      'inertia/components.d.ts',
    ],
  },
  ...vue,
  {
    // The others are pure functions: a preview is made, and a pack drawn again, as the server does it.
    name: 'Shared with the overlay and the Foundry module, or with the server, by design',
    files: ['inertia/**'],
    rules: {
      '@adonisjs/no-backend-import-in-frontend': [
        'error',
        {
          allowed: [
            '../../shared_browser/*',
            '#gamification/sale/reward_prompt',
            '#packs/imports/import_rules',
            '#packs/imports/names_of_files',
            '#packs/pictures/picture_rules',
            '#packs/pictures/picture_url',
            '#packs/sets/chance',
            '#packs/sets/pack_average',
            '#packs/sets/set_rules',
            '#packs/draw/*',
            '#packs/odds/*',
            '#rewards/reward_title',
          ],
        },
      ],
    },
  },
  {
    name: 'An assertion reads best in one line',
    files: ['tests/**'],
    rules: { '@unicorn/no-await-expression-member': 'off' },
  }
)
