import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { DismissFailure } from '#channels/failures/dismiss_failure'
import { ReplayFailure } from '#channels/failures/replay_failure'
import { failures, openFailures } from '#dashboards/feed/failure_list'
import { rawFailure } from '#dashboards/feed/raw_failure'
import { ownChannel } from '#dashboards/own_channel'

/** @throws 404 for what is no id */
export function failureId({ params }: HttpContext): number {
  const id = String(params.failureId)
  if (!/^\d{1,15}$/.test(id)) {
    throw new Exception('There is no such failure.', { status: 404, code: 'E_NO_FAILURE' })
  }
  return Number(id)
}

/**
 * What could not be handled on a streamer's own channel, and what to do about it.
 */
export default class FailuresController {
  async index(ctx: HttpContext) {
    const { sql, streamerId, channelId } = await ownChannel(ctx)

    return ctx.inertia.render('channel/failures', {
      streamerId,
      failures: () => openFailures(sql, channelId),
      list: () => failures(sql, channelId),
    })
  }

  async show(ctx: HttpContext) {
    const { sql, channelId } = await ownChannel(ctx)
    return rawFailure(sql, channelId, failureId(ctx))
  }

  @inject()
  async replay(ctx: HttpContext, replayFailure: ReplayFailure) {
    const { streamerId, channelId } = await ownChannel(ctx)
    const reason = await replayFailure.execute(failureId(ctx), channelId, streamerId)

    tellReplayed(ctx, reason)
    return ctx.response.redirect().back()
  }

  @inject()
  async destroy(ctx: HttpContext, dismissFailure: DismissFailure) {
    const { streamerId, channelId } = await ownChannel(ctx)
    await dismissFailure.execute(failureId(ctx), channelId, streamerId)

    ctx.session.flash('success', 'Dismissed.')
    return ctx.response.redirect().back()
  }
}

/** @param reason why it failed again; null when it worked */
export function tellReplayed({ session }: HttpContext, reason: string | null): void {
  if (reason === null) {
    session.flash('success', 'It worked this time.')
  } else {
    session.flash('error', `It failed again: ${reason}`)
  }
}
