import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { parseEdition } from '#packs/draw/parse_edition'
import { remembering } from '#core/remembering'
import { type Observed, readObserved } from '#packs/odds/observed'
import { answerCached, answerForever } from '#packs/public/answer_cached'
import { findChannel } from '#packs/public/find_channel'
import { notFound, orNotFound } from '#packs/public/not_found'
import { editionText, publicEditions } from '#packs/public/public_editions'
import { publicSet, publicSets } from '#packs/public/public_sets'

/** It reads every pack of the set, and may be asked by all viewers at once. */
const observedFor = remembering<Observed>(30_000)

/** The sets of a channel, their odds, and how real packs compare, as JSON for anybody. */
export default class PublicSetsController {
  async index(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    answerCached(ctx, { channel, sets: await publicSets(sql, channel.id) })
  }

  async show(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    const set = orNotFound(await publicSet(sql, channel.id, ctx.params.setId), 'set')
    const text = orNotFound(await editionText(sql, set.editionSha256), 'edition')
    const editions = await publicEditions(sql, set.id)
    answerCached(ctx, { channel, set, odds: parseEdition(text), editions })
  }

  async observed(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    const set = orNotFound(await publicSet(sql, channel.id, ctx.params.setId), 'set')
    const observed = await observedFor(`${channel.id}/${set.id}`, () =>
      readObserved(sql, channel.id, set.id)
    )
    answerCached(ctx, observed)
  }

  async edition(ctx: HttpContext) {
    const text = await editionText(onLucid(db.connection()), ctx.params.sha256)
    answerForever(ctx, orNotFound(text, 'edition'))
  }

  unknown() {
    throw notFound('address')
  }
}
