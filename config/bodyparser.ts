import { defineConfig } from '@adonisjs/core/bodyparser'

/**
 * Nothing in this app needs a body over 1 MB; the Foundry bridge allows 32 KB
 * and checks that itself before parsing.
 */
export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: {
    convertEmptyStringsToNull: true,
    limit: '1mb',
    types: ['application/x-www-form-urlencoded'],
  },
  json: { convertEmptyStringsToNull: true, limit: '1mb', types: ['application/json'] },
  multipart: {
    autoProcess: false,
    convertEmptyStringsToNull: true,
    processManually: [],
    limit: '1mb',
    types: ['multipart/form-data'],
  },
})
