import type { Crowd } from '../acts/crowd.ts'
import type { PollBooth } from '../acts/poll_booth.ts'
import type { PredictionDesk } from '../acts/prediction_desk.ts'
import type { RewardKeeper } from '../acts/reward_keeper.ts'
import type { Settler } from '../acts/settler.ts'
import type { Shop } from '../acts/shop.ts'
import type { Stage } from '../acts/stage.ts'
import type { User } from '../world/model.ts'
import type { World } from '../world/world.ts'
import { between, oneOf, type Random } from '../world/random.ts'

/** Who makes things happen; the same that the control API uses. */
export interface Company {
  world: World
  crowd: Crowd
  stage: Stage
  shop: Shop
  settler: Settler
  keeper: RewardKeeper
  booth: PollBooth
  desk: PredictionDesk
}

/** Where the next thing happens, and to whom it may. */
export interface Scene {
  random: Random
  broadcaster: User
  viewers: User[]
}

/** One thing that happens on a channel, and the events it may send. */
export interface Act {
  sends: string[]
  /** How often it comes among the others. */
  weight: number
  play: (scene: Scene) => void
}

export function anybody({ random, viewers, broadcaster }: Scene): User {
  return oneOf(random, viewers) ?? broadcaster
}

/** A viewer who is not among them yet; undefined when all are. */
export function outsider(scene: Scene, members: ReadonlyMap<string, unknown>): User | undefined {
  const { random, viewers } = scene
  const start = between(random, 0, Math.max(viewers.length - 1, 0))
  for (let step = 0; step < viewers.length; step += 1) {
    const viewer = viewers[(start + step) % viewers.length]
    if (viewer && !members.has(viewer.id)) return viewer
  }
  return undefined
}

/** A viewer of the crowd who is among them. */
export function insider(scene: Scene, members: ReadonlyMap<string, unknown>): User | undefined {
  return oneOf(
    scene.random,
    scene.viewers.filter(({ id }) => members.has(id))
  )
}
