import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { answerCached } from '#packs/public/answer_cached'
import { findChannel } from '#packs/public/find_channel'
import { orNotFound } from '#packs/public/not_found'
import { publicCollection } from '#packs/public/public_collection'

/** What viewers have collected on a channel, as JSON for anybody. */
export default class PublicCollectionsController {
  async show(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    const collection = await publicCollection(sql, channel.id, ctx.params.login)
    answerCached(ctx, { channel, ...orNotFound(collection, 'collection') })
  }
}
