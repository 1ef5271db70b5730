import app from '@adonisjs/core/services/app'
import type { BrowserContext } from 'playwright'
import User from '#accounts/user'

/**
 * Who opens the pages of this browser is signed in. `loginAs` would not wait for the cookie,
 * so that on a busy machine the first page is asked for without it.
 */
export async function signIn(context: BrowserContext, { id }: { id: string }): Promise<void> {
  const user = await User.findOrFail(id)
  const auth = await app.container.make('auth.manager')
  const { session } = await auth.createAuthenticatorClient().use().authenticateAsClient(user)
  if (!session) throw new Error('Nothing was kept of who signs in')
  await context.setSession(session)
}
