import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { remembering } from '#core/remembering'
import { onLucid, type Sql } from '#core/sql'
import { openBoons } from '#packs/boons/open_boons'
import { collectionPage } from '#packs/collections/collection_page'
import { collectionValidator } from '#packs/collections/collection_validators'
import { findCollector, loginOf } from '#packs/collections/collector'
import { viewerOf } from '#packs/collections/find_owner'
import { type Collector, leaderboard } from '#packs/collections/leaderboard'
import { rarestCards, sharePicture } from '#packs/collections/share_picture'
import { setProgress } from '#packs/collections/set_progress'
import { NoSuchPack } from '#packs/pack_refused'
import { findChannel, type PublicChannel } from '#packs/public/find_channel'

const BEST = 50
/** It counts all collections of a channel: of those who ask at once, for one. */
const bestOf = remembering<Collector[]>(0)
/** Cards in the picture for sharing, and how long that may be kept. */
const SHARED = 5
const SHARED_SECONDS = 300

/** A channel's collectors: public pages. Cards that were not shown yet are on none of them. */
export default class CollectionsController {
  /** Who has most, and the way to somebody's cards. */
  async index(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = await channelOf(sql, ctx)
    const { set } = await ctx.request.validateUsing(collectionValidator)
    const own = await readerOf(sql, ctx)

    return ctx.inertia.render('packs/collectors', {
      channel: named(channel),
      sets: await setProgress(sql, channel.id, own ?? 0),
      set: set ?? null,
      collectors: await bestOf(`${channel.id}/${set}`, () =>
        leaderboard(sql, channel.id, set ?? null, BEST)
      ),
      ownLogin: await loginOf(sql, own),
    })
  }

  async show(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = await channelOf(sql, ctx)
    const filter = await ctx.request.validateUsing(collectionValidator)
    const own = await readerOf(sql, ctx)
    const viewer = await findCollector(sql, channel.id, String(ctx.params.login), own)
    const sets = viewer ? await setProgress(sql, channel.id, viewer.id) : []
    const setId = sets.find(({ id }) => id === filter.set)?.id ?? sets[0]?.id ?? null

    return ctx.inertia.render('packs/collection', {
      channel: named(channel),
      login: String(ctx.params.login),
      viewer: viewer && {
        login: viewer.login,
        displayName: viewer.displayName,
        isHidden: viewer.isHidden,
      },
      isOwn: viewer !== null && viewer.id === own,
      sets,
      setId,
      filter,
      rarities: setId === null ? [] : await raritiesOf(sql, setId),
      cards:
        viewer && setId !== null
          ? await collectionPage(
              sql,
              { streamerId: channel.id, viewerId: viewer.id, setId },
              filter
            )
          : null,
      dust: viewer && viewer.id === own ? await dustOf(sql, channel.id, viewer.id) : null,
      spent: viewer && viewer.id === own ? await openBoons(sql, channel.id, viewer.id) : [],
    })
  }

  /** A hand of the rarest cards, as a picture for sharing. */
  async share(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    const channel = await channelOf(sql, ctx)
    const viewer = await findCollector(sql, channel.id, String(ctx.params.login), null)
    const cards = viewer ? await rarestCards(sql, channel.id, viewer.id, SHARED) : []
    if (cards.length === 0) {
      throw new NoSuchPack()
    }
    ctx.response.header('Content-Type', 'image/png')
    ctx.response.header('Cache-Control', `public, max-age=${SHARED_SECONDS}`)
    return ctx.response.send(await sharePicture(cards), true)
  }
}

async function channelOf(sql: Sql, { params }: HttpContext): Promise<PublicChannel> {
  const channel = await findChannel(sql, String(params.channel))
  if (!channel) {
    throw new NoSuchPack()
  }
  return channel
}

const named = ({ login, displayName }: PublicChannel) => ({ login, displayName })

/** The viewer who is signed in, where somebody is. */
async function readerOf(sql: Sql, { auth }: HttpContext): Promise<number | null> {
  await auth.check()
  return auth.user ? viewerOf(sql, auth.user.id) : null
}

function raritiesOf(sql: Sql, setId: string) {
  return sql.run<{ id: string; name: string; colour: string }>(
    `SELECT id, name, colour FROM card_rarities
     WHERE set_id = $1 AND published_position IS NOT NULL ORDER BY published_position`,
    [setId]
  )
}

async function dustOf(sql: Sql, streamerId: string, viewerId: number): Promise<number> {
  const [balance] = await sql.run<{ dust: number }>(
    'SELECT dust FROM dust_balances WHERE streamer_id = $1 AND viewer_id = $2',
    [streamerId, viewerId]
  )
  return balance?.dust ?? 0
}
