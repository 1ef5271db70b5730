import { defineConfig } from '@adonisjs/inertia'

/**
 * No server-side rendering: its bundle would be written below the public folder.
 */
export default defineConfig({ rootView: 'inertia_layout' })
