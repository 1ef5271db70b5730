import limiter from '@adonisjs/limiter/services/main'

/** A person signs in a few times, a script a thousand times. */
export const throttleSignIn = limiter.define('sign_in', (ctx) =>
  limiter.allowRequests(60).every('1 minute').usingKey(ctx.request.ip())
)
