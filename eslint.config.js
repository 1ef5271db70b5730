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
  ...vue
)
