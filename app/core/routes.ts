import router from '@adonisjs/core/services/router'

/** For probes: the process answers. Says nothing about its parts. */
router
  .get('/health/live', () => ({ status: 'live' }))
  .as('health.live')
  .allow('public')
