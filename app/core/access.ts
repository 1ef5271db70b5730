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
 * - `campaign_streamer`: one of its streamers.
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
  | 'campaign_streamer'
  | 'streamer'
  | 'overlay_key'
  | 'foundry_token'
  | 'demo'

const declared = new Map<Route, Access>()

export interface DeclaredRoute {
  name: string
  method: string
  pattern: string
  access: Access
}

/** What was declared. A route of the router that is missing here is a mistake. */
export function declaredRoutes(): DeclaredRoute[] {
  return [...declared].map(([route, access]) => {
    const { name, pattern, methods } = route.toJSON()
    return {
      name: name ?? '',
      pattern,
      method: methods.find((method) => method !== 'HEAD') ?? 'GET',
      access,
    }
  })
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
