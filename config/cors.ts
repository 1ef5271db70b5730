import { defineConfig } from '@adonisjs/cors'

/**
 * Pages are same-origin. Only the Foundry bridge is called from elsewhere, by
 * a browser without cookies; it answers CORS itself, on its own prefix.
 */
export default defineConfig({ enabled: false })
