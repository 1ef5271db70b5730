import limiter from '@adonisjs/limiter/services/main'
import { addressKey } from '#core/throttle/address_key'

/** A person signs in a few times, a script a thousand times. */
export const throttleSignIn = limiter.define('sign_in', (ctx) =>
  limiter.allowRequests(60).every('1 minute').usingKey(ctx.request.ip())
)

/** By login anybody can be looked for, but not everybody. */
export const throttleViewerSearch = limiter.define('viewer_search', (ctx) =>
  limiter.allowRequests(30).every('1 minute').usingKey(ctx.request.ip())
)

/** A comparison reads every open redemption of a channel from Twitch. */
export const throttleComparison = limiter.define('comparison', (ctx) =>
  limiter
    .allowRequests(12)
    .every('1 minute')
    .usingKey(ctx.auth.user?.id ?? ctx.request.ip())
)

/** An export reads a whole ledger. */
export const throttleExport = limiter.define('ledger_export', (ctx) =>
  limiter
    .allowRequests(12)
    .every('1 minute')
    .usingKey(ctx.auth.user?.id ?? ctx.request.ip())
)

/** A person checks, tries and imports now and then: each takes a while of the server, or asks Twitch. */
export const throttleTrying = limiter.define('trying', (ctx) =>
  limiter
    .allowRequests(20)
    .every('1 minute')
    .usingKey(ctx.auth.user?.id ?? ctx.request.ip())
)

/** A viewer at their collection: as fast as a person clicks. */
export const throttleCollections = limiter.define('collections', (ctx) =>
  limiter
    .allowRequests(90)
    .every('1 minute')
    .usingKey(ctx.auth.user?.id ?? ctx.request.ip())
)

/** A question is asked on every channel of a campaign at once. */
export const throttlePolls = limiter.define('polls', (ctx) =>
  limiter
    .allowRequests(12)
    .every('1 minute')
    .usingKey(ctx.auth.user?.id ?? ctx.request.ip())
)

/** A person drops a few hundred pictures at once; each is drawn anew. */
export const throttleUploads = limiter.define('uploads', (ctx) =>
  limiter
    .allowRequests(600)
    .every('1 minute')
    .usingKey(ctx.auth.user?.id ?? ctx.request.ip())
)

/** An edition is kept for ever, and may have 5,000 cards; a copy of a set has as many. */
export const throttlePublishing = limiter.define('publishing', (ctx) =>
  limiter
    .allowRequests(30)
    .every('1 minute')
    .usingKey(ctx.auth.user?.id ?? ctx.request.ip())
)

/** Whoever checks a long stream reads it page by page. */
export const throttlePacksApi = limiter.define('packs_api', (ctx) =>
  limiter.allowRequests(240).every('1 minute').usingKey(addressKey(ctx.request.ip()))
)

/** Each is drawn on the server; a page that is passed on shows one of them. */
export const throttleSharePictures = limiter.define('share_pictures', (ctx) =>
  limiter.allowRequests(20).every('1 minute').usingKey(addressKey(ctx.request.ip()))
)
