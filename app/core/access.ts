import { Route, RouteGroup } from '@adonisjs/core/http'

/**
 * Who may use a route or a stream. Every route declares one; a test fails for
 * a route without, and others are generated from the list: the stranger and
 * the wrong member are refused wherever it says so.
 *
 * - `public`: anybody.
 * - `guest`: anybody, but pointless when signed in.
 * - `signed_in`: any account.
 * - `admin`: an administrator of this installation.
 * - `member`: any member of the campaign `:campaignId`.
 * - `gm`: its owner or a co-GM.
 * - `owner`: its owner only.
 * - `streamer`: the streamer `:streamerId` in person.
 * - `overlay_key`, `foundry_token`: the bearer of such a secret.
 * - `demo`: anybody, on a demo installation only.
 */
export type Access =
  | 'public'
  | 'guest'
  | 'signed_in'
  | 'admin'
  | 'member'
  | 'gm'
  | 'owner'
  | 'streamer'
  | 'overlay_key'
  | 'foundry_token'
  | 'demo'

const declared = new WeakMap<Route, Access>()

/** What the route declared; undefined is a mistake that a test finds. */
export function accessOf(route: Route): Access | undefined {
  return declared.get(route)
}

Route.macro('allow', function (this: Route, access: Access) {
  declared.set(this, access)
  return this
})

RouteGroup.macro('allow', function (this: RouteGroup, access: Access) {
  for (const route of this.routes) {
    if (route instanceof Route && !declared.has(route)) {
      declared.set(route, access)
    }
  }
  return this
})

declare module '@adonisjs/core/http' {
  interface Route {
    allow(access: Access): this
  }
  interface RouteGroup {
    allow(access: Access): this
  }
}
