import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'

router.get('/health/live', [controllers.core.Health, 'live']).as('health.live').allow('public')
router.get('/health', [controllers.core.Health, 'show']).as('health.show').allow('public')
