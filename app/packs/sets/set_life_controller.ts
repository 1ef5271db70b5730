import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ArchiveSet } from '#packs/sets/archive_set'
import { DuplicateSet } from '#packs/sets/duplicate_set'
import { editedSet, ownSet } from '#packs/sets/edited_set'
import { PublishSet } from '#packs/sets/publish_set'
import { LendSet } from '#packs/sets/save_details'
import { lendValidator, seenValidator } from '#packs/sets/set_validators'

/** Publishing, lending and putting away of sets. */
export default class SetLifeController {
  @inject()
  async publish(ctx: HttpContext, publishSet: PublishSet) {
    const { id, name } = await editedSet(ctx)
    const { revision } = await ctx.request.validateUsing(seenValidator)
    const edition = await publishSet.execute({ id, revision })
    ctx.session.flash('success', `${name} is published as edition ${edition.number}.`)
    return ctx.response.redirect().back()
  }

  @inject()
  async lend(ctx: HttpContext, lendSet: LendSet) {
    const { id } = await ownSet(ctx)
    const { revision, campaignId } = await ctx.request.validateUsing(lendValidator)
    await lendSet.execute({ id, revision }, ctx.auth.getUserOrFail().id, campaignId ?? null)
    ctx.session.flash('success', campaignId ? 'The set is lent.' : 'The set is yours alone again.')
    return ctx.response.redirect().back()
  }

  @inject()
  async duplicate(ctx: HttpContext, duplicateSet: DuplicateSet) {
    const { id, name } = await editedSet(ctx)
    const copy = await duplicateSet.execute(id, ctx.auth.getUserOrFail().id)
    ctx.session.flash('success', `This is your copy of ${name}, a draft.`)
    return ctx.response.redirect().toPath(`/card-sets/${copy}`)
  }

  @inject()
  async archive(ctx: HttpContext, archiveSet: ArchiveSet) {
    const { id, name } = await ownSet(ctx)
    await archiveSet.execute(id)
    ctx.session.flash('success', `${name} is archived. Its packs are sold no more.`)
    return ctx.response.redirect().toPath('/card-sets')
  }

  @inject()
  async restore(ctx: HttpContext, archiveSet: ArchiveSet) {
    const { id, name } = await ownSet(ctx)
    await archiveSet.undo(id)
    ctx.session.flash('success', `${name} is back.`)
    return ctx.response.redirect().toPath(`/card-sets/${id}`)
  }

  @inject()
  async destroy(ctx: HttpContext, archiveSet: ArchiveSet) {
    const { id, name } = await ownSet(ctx)
    await archiveSet.delete(id)
    ctx.session.flash('success', `${name} is deleted.`)
    return ctx.response.redirect().toPath('/card-sets')
  }
}
