import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { DeleteAccount } from '#accounts/delete_account'
import TwitchAccountTransformer from '#accounts/twitch_account_transformer'
import TwitchAccount from '#twitch/twitch_account'

const deletionValidator = vine.create({
  /** Typed by hand, so that it is not deleted by a slip. */
  confirmation: vine.literal('DELETE'),
})

/**
 * One's own account.
 */
export default class AccountController {
  async show({ inertia, auth }: HttpContext) {
    const twitch = await TwitchAccount.findByOrFail('userId', auth.getUserOrFail().id)
    return inertia.render('accounts/show', { twitch: TwitchAccountTransformer.transform(twitch) })
  }

  @inject()
  async destroy({ request, auth, response, session }: HttpContext, deleteAccount: DeleteAccount) {
    await request.validateUsing(deletionValidator, {
      messagesProvider: { getMessage: () => 'Type DELETE to confirm.' },
    })
    const user = auth.getUserOrFail()

    await deleteAccount.execute(user)
    await auth.use('web').logout()
    session.flash('success', 'Your account has been deleted.')
    return response.redirect().toRoute('home')
  }
}
