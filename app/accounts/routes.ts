import router from '@adonisjs/core/services/router'
import { web } from '#start/kernel'

router.on('/').renderInertia('home', {}).as('home').use(web).allow('public')
