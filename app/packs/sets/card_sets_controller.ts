import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import { CreateSet } from '#packs/sets/create_set'
import { editedSet } from '#packs/sets/edited_set'
import { listSets } from '#packs/sets/list_sets'
import { SaveDetails } from '#packs/sets/save_details'
import { SavePack } from '#packs/sets/save_pack'
import { SaveRarities } from '#packs/sets/save_rarities'
import SetPolicy from '#packs/sets/set_policy'
import {
  detailsValidator,
  newSetValidator,
  packValidator,
  raritiesValidator,
} from '#packs/sets/set_validators'
import { showSet } from '#packs/sets/show_set'

/** The sets somebody may edit, and the draft of each. */
export default class CardSetsController {
  async index({ inertia, auth }: HttpContext) {
    const user = auth.getUserOrFail()
    const sets = await listSets(onLucid(db.connection()), user.id)
    return inertia.render('card_sets/index', { sets })
  }

  @inject()
  async store({ request, response, auth }: HttpContext, createSet: CreateSet) {
    const { name } = await request.validateUsing(newSetValidator)
    const id = await createSet.execute(auth.getUserOrFail().id, name)
    return response.redirect().toPath(`/card-sets/${id}`)
  }

  async show(ctx: HttpContext) {
    const set = await editedSet(ctx)
    const isOwn = await ctx.bouncer.with(SetPolicy).allows('own', set)
    const props = await transact((sql) => showSet(sql, set.id, ctx.auth.getUserOrFail().id))
    return ctx.inertia.render('card_sets/show', { ...props, isOwn })
  }

  @inject()
  async update(ctx: HttpContext, save: SaveDetails) {
    const { id } = await editedSet(ctx)
    const input = await ctx.request.validateUsing(detailsValidator)
    await save.execute({ id, revision: input.revision }, input)
    return saved(ctx)
  }

  @inject()
  async rarities(ctx: HttpContext, save: SaveRarities) {
    const { id } = await editedSet(ctx)
    const { revision, rarities } = await ctx.request.validateUsing(raritiesValidator)
    await save.execute({ id, revision }, rarities)
    return saved(ctx)
  }

  @inject()
  async pack(ctx: HttpContext, save: SavePack) {
    const { id } = await editedSet(ctx)
    const input = await ctx.request.validateUsing(packValidator)
    await save.execute({ id, revision: input.revision }, input)
    return saved(ctx)
  }
}

function saved({ response, session }: HttpContext) {
  session.flash('success', 'Saved.')
  return response.redirect().back()
}
