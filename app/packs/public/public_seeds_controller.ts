import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { onLucid } from '#core/sql'
import { answerCached } from '#packs/public/answer_cached'
import { findChannel } from '#packs/public/find_channel'
import { orNotFound } from '#packs/public/not_found'
import { publicOpenings } from '#packs/public/public_openings'
import { findSeed, publicSeeds, toPublicSeed } from '#packs/public/public_seeds'

const MOST_SEEDS = 500

const pageValidator = vine.create({
  after: vine.number().withoutDecimals().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
})

/** A channel's seeds and the packs drawn from them, as JSON for anybody. */
export default class PublicSeedsController {
  async index(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    answerCached(ctx, { channel, seeds: await publicSeeds(sql, channel.id, MOST_SEEDS) })
  }

  async show(ctx: HttpContext) {
    const { after = 0 } = await pageValidator.validate(ctx.request.qs())
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    const seed = orNotFound(await findSeed(sql, channel.id, ctx.params.sha256), 'seed')
    const page = await publicOpenings(sql, seed, channel.id, after)
    answerCached(ctx, { channel, seed: toPublicSeed(seed), ...page })
  }
}
