import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { parseEdition } from '#packs/draw/parse_edition'
import { PACKS_API } from '#packs/public/api_prefix'
import { findChannel } from '#packs/public/find_channel'
import { orNotFound } from '#packs/public/not_found'
import { editionText } from '#packs/public/public_editions'
import { findSeed, publicSeeds, toPublicSeed } from '#packs/public/public_seeds'
import { publicSet, publicSets } from '#packs/public/public_sets'

const SEEDS_SHOWN = 50
const SEEDS_BESIDE_ODDS = 5

/** A channel's packs for anybody: its sets, their odds, and how to check a stream. */
export default class PublicPagesController {
  async index(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    return ctx.inertia.render('packs/channel', {
      channel,
      sets: await publicSets(sql, channel.id),
      seeds: await publicSeeds(sql, channel.id, SEEDS_SHOWN),
    })
  }

  async odds(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    const set = orNotFound(await publicSet(sql, channel.id, ctx.params.setId), 'set')
    const text = orNotFound(await editionText(sql, set.editionSha256), 'edition')
    return ctx.inertia.render('packs/odds', {
      channel,
      set,
      odds: parseEdition(text),
      seeds: await publicSeeds(sql, channel.id, SEEDS_BESIDE_ODDS),
      api: PACKS_API,
    })
  }

  async check(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = orNotFound(await findChannel(sql, ctx.params.channel), 'channel')
    const seed = orNotFound(await findSeed(sql, channel.id, ctx.params.sha256), 'seed')
    return ctx.inertia.render('packs/check', { channel, seed: toPublicSeed(seed), api: PACKS_API })
  }
}
