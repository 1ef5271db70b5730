import { between, oneOf, type Random } from '../world/random.ts'
import type { Tier } from '../world/model.ts'
import { type Act, anybody, type Company, insider, outsider, type Scene } from './scene.ts'

const TIERS: readonly Tier[] = ['1000', '1000', '1000', '2000', '3000']
const MOST_GIFTS = 3
const ANONYMOUS_SHARE = 0.25

const tier = (random: Random): Tier => oneOf(random, TIERS) ?? '1000'

/** Follows, subscriptions, gifts and roles. */
export function crowdActs({ crowd, world: { community } }: Company): Act[] {
  const follow = (scene: Scene) => {
    const { broadcaster } = scene
    const followers = community.followers.of(broadcaster.id)
    const viewer = outsider(scene, followers) ?? anybody(scene)
    // When everybody follows already, somebody has come back.
    crowd.unfollow(broadcaster, viewer)
    crowd.follow(broadcaster, viewer)
  }

  const end = (scene: Scene) => {
    const viewer = insider(scene, community.subscribers.of(scene.broadcaster.id))
    if (viewer) crowd.unsubscribe(scene.broadcaster, viewer, false)
  }

  const subscribe = (scene: Scene) => {
    const viewer = outsider(scene, community.subscribers.of(scene.broadcaster.id))
    if (viewer) crowd.subscribe(scene.broadcaster, viewer, tier(scene.random), null, false)
    else end(scene)
  }

  const resubscribe = (scene: Scene) => {
    const subscribers = community.subscribers.of(scene.broadcaster.id)
    const viewer = insider(scene, subscribers) ?? anybody(scene)
    const months = (subscribers.get(viewer.id)?.months ?? 1) + 1
    crowd.resubscribe(scene.broadcaster, viewer, {
      tier: subscribers.get(viewer.id)?.tier ?? tier(scene.random),
      months,
      streak: scene.random() < 0.5 ? months : null,
      message: `Month ${months}!`,
    })
  }

  const gift = (scene: Scene) => {
    const { random, broadcaster } = scene
    const taken = new Map(community.subscribers.of(broadcaster.id))
    const gifter = random() < ANONYMOUS_SHARE ? null : anybody(scene)
    const recipients = Array.from({ length: between(random, 1, MOST_GIFTS) }).flatMap(() => {
      const viewer = outsider(scene, taken)
      if (viewer) taken.set(viewer.id, { ...NEW_SUBSCRIBER, userId: viewer.id })
      return viewer ?? []
    })
    if (recipients.length > 0) crowd.gift(broadcaster, gifter, recipients, tier(random))
    else end(scene)
  }

  const role = (name: 'moderator' | 'vip', holds: boolean) => (scene: Scene) => {
    const circle = name === 'vip' ? community.vips : community.moderators
    const members = circle.of(scene.broadcaster.id)
    const viewer = holds ? outsider(scene, members) : insider(scene, members)
    if (viewer) crowd.setRole(name, scene.broadcaster, viewer, holds)
  }

  return [
    { sends: ['channel.follow'], weight: 6, play: follow },
    { sends: ['channel.subscribe'], weight: 4, play: subscribe },
    { sends: ['channel.subscription.message'], weight: 3, play: resubscribe },
    { sends: ['channel.subscription.gift', 'channel.subscribe'], weight: 2, play: gift },
    { sends: ['channel.subscription.end'], weight: 3, play: end },
    ...(['moderator', 'vip'] as const).flatMap((name) => [
      { sends: [`channel.${name}.add`], weight: 1, play: role(name, true) },
      { sends: [`channel.${name}.remove`], weight: 1, play: role(name, false) },
    ]),
  ]
}

const NEW_SUBSCRIBER = { tier: '1000' as const, isGift: true, gifterId: null, months: 1, since: '' }
