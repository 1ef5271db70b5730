import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleSignIn } from '#start/limiter'

router.on('/').renderInertia('home', {}).as('home').use(web).allow('public')

router
  .group(() => {
    router.get('sign-in', [controllers.accounts.Session, 'create']).as('session.create')
    router
      .get('auth/twitch/redirect', [controllers.accounts.Session, 'redirect'])
      .as('session.redirect')
    router
      .get('auth/twitch/callback', [controllers.accounts.Session, 'callback'])
      .as('session.callback')
  })
  .use([...web, throttleSignIn])
  .allow('guest')

router
  .get('demo/sign-in/:login', [controllers.accounts.Demo, 'signIn'])
  .as('demo.sign_in')
  .use(web)
  .allow('demo')

router
  .group(() => {
    router.post('sign-out', [controllers.accounts.Session, 'destroy']).as('session.destroy')
    router.get('account', [controllers.accounts.Account, 'show']).as('account.show')
    router.delete('account', [controllers.accounts.Account, 'destroy']).as('account.destroy')
  })
  .use([...web, middleware.auth()])
  .allow('signed_in')

router
  .group(() => {
    router.get('admin/access', [controllers.accounts.Access, 'edit']).as('access.edit')
    router.put('admin/access', [controllers.accounts.Access, 'update']).as('access.update')
  })
  .use([...web, middleware.auth()])
  .allow('admin')
