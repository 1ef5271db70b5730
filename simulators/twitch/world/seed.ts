import type { World } from './world.ts'
import { type Fields } from '../../shared/fields.ts'

/**
 * Fills a world from the seed file: `{clients: [{id, secret, redirectUris?}], users: [...]}`. In a
 * world that was restored (`fresh` is false) users keep what became of them.
 */
export function seedWorld(world: World, seed: Fields, fresh: boolean): void {
  for (const client of seed.objects('clients') ?? []) {
    const id = client.need('id')
    const redirectUris = client.strings('redirectUris') ?? []
    world.tokens.clients.set(id, { id, secret: client.need('secret'), redirectUris })
  }
  for (const entry of seed.objects('users') ?? []) {
    if (fresh || !world.users.byLogin(entry.need('login'))) seedUser(world, entry)
  }
}

/** Makes the user, or changes the one that has this login already. */
export function seedUser(world: World, entry: Fields) {
  const login = entry.need('login').toLowerCase()
  const broadcasterType = entry.choice('broadcasterType', ['', 'affiliate', 'partner'] as const)
  const displayName = entry.string('displayName')
  const known = world.users.byLogin(login)
  const user =
    known ?? world.users.create({ login, displayName, broadcasterType, id: entry.string('id') })
  if (broadcasterType !== undefined) user.broadcasterType = broadcasterType
  if (displayName) user.displayName = displayName

  const channel = world.channels.of(user.id)
  channel.viewerCount = Math.max(0, entry.integer('viewerCount') ?? channel.viewerCount)
  channel.title = entry.string('title') ?? channel.title
  if (entry.boolean('live') && !channel.stream) world.channels.startStream(channel)
  world.changed()
  return user
}
