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
    name: 'Shared with the overlay and the Foundry module, by design',
    files: ['inertia/**'],
    rules: {
      '@adonisjs/no-backend-import-in-frontend': ['error', { allowed: ['../../shared_browser/*'] }],
    },
  },
  {
    name: 'An assertion reads best in one line',
    files: ['tests/**'],
    rules: { '@unicorn/no-await-expression-member': 'off' },
  }
)
