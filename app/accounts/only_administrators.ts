import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type User from '#accounts/user'

/**
 * Whoever asks, when they administer this installation.
 *
 * @throws 403 for everybody else
 */
export function onlyAdministrators(auth: HttpContext['auth']): User {
  const user = auth.getUserOrFail()

  if (!user.isAdmin) {
    throw new Exception('Only an administrator of this installation can do that.', {
      status: 403,
      code: 'E_NOT_ADMINISTRATOR',
    })
  }
  return user
}
