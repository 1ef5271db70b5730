import type { BrowserContext } from 'playwright'
import User from '#accounts/user'

/** Who opens the pages of this browser is signed in. */
export async function signIn(context: BrowserContext, { id }: { id: string }): Promise<void> {
  await context.loginAs(await User.findOrFail(id))
}
