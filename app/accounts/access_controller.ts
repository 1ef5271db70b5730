import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { AccessRules } from '#accounts/access_rules'
import AccessSettingsTransformer from '#accounts/access_settings_transformer'
import { onlyAdministrators } from '#accounts/only_administrators'

const logins = () =>
  vine
    .array(
      vine
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9_]{3,25}$/)
    )
    .maxLength(1_000)

const accessValidator = vine.create({
  signIn: vine.enum(['everybody', 'invited', 'list'] as const),
  createCampaigns: vine.enum(['everybody', 'administrators', 'list'] as const),
  signInLogins: logins(),
  createCampaignsLogins: logins(),
})

/**
 * Who may come in, set by an administrator.
 */
@inject()
export default class AccessController {
  constructor(private access: AccessRules) {}

  async edit({ inertia, auth }: HttpContext) {
    onlyAdministrators(auth)
    return inertia.render('accounts/access', {
      settings: AccessSettingsTransformer.transform(await this.access.settings()),
    })
  }

  async update({ request, response, auth, session }: HttpContext) {
    onlyAdministrators(auth)
    const input = await request.validateUsing(accessValidator)
    const settings = await this.access.settings()
    await settings.merge(input).save()
    session.flash('success', 'Saved.')
    return response.redirect().toRoute('access.edit')
  }
}
