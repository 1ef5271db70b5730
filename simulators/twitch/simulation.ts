import { empty } from './http/reply.ts'
import { Hub } from './eventsub/hub.ts'
import { Settings } from './settings.ts'
import { Guard } from './helix/guard.ts'
import { Faults } from './faults/faults.ts'
import { Shop } from './acts/shop.ts'
import { Stage } from './acts/stage.ts'
import { Crowd } from './acts/crowd.ts'
import { World } from './world/world.ts'
import { Clock } from './world/clock.ts'
import { Router } from './http/router.ts'
import { Settler } from './acts/settler.ts'
import { Counters } from './http/counters.ts'
import { PollBooth } from './acts/poll_booth.ts'
import { RateLimit } from './helix/rate_limit.ts'
import { RewardKeeper } from './acts/reward_keeper.ts'
import { PredictionDesk } from './acts/prediction_desk.ts'
import { pollsRoutes } from './helix/polls_routes.ts'
import { chatRoutes } from './helix/chat_routes.ts'
import { usersRoutes } from './helix/users_routes.ts'
import { tokenRoutes } from './auth/token_routes.ts'
import { streamsRoutes } from './helix/streams_routes.ts'
import { rewardsRoutes } from './helix/rewards_routes.ts'
import { channelsRoutes } from './helix/channels_routes.ts'
import { conduitsRoutes } from './helix/conduits_routes.ts'
import { eventsubRoutes } from './helix/eventsub_routes.ts'
import { authorizeRoutes } from './auth/authorize_routes.ts'
import { communityRoutes } from './helix/community_routes.ts'
import { redemptionsRoutes } from './helix/redemptions_routes.ts'
import { predictionsRoutes } from './helix/predictions_routes.ts'
import { bulkRoutes } from './control/bulk_routes.ts'
import { playRoutes } from './control/play_routes.ts'
import { shopRoutes } from './control/shop_routes.ts'
import { stageRoutes } from './control/stage_routes.ts'
import { crowdRoutes } from './control/crowd_routes.ts'
import { stateRoutes } from './control/state_routes.ts'
import { faultRoutes } from './control/fault_routes.ts'
import { peopleRoutes } from './control/people_routes.ts'
import { socketRoutes } from './control/socket_routes.ts'
import { machineRoutes } from './control/machine_routes.ts'
import { questionRoutes } from './control/question_routes.ts'

const SWEEP_MS = 100

/** One life of the simulated Twitch, from its seed to a reset: the state, its rules and its routes. */
export class Simulation {
  readonly clock = new Clock()
  readonly settings = new Settings()
  readonly world = new World(this.clock)
  readonly faults = new Faults(this.clock)
  readonly hub = new Hub(this.clock, this.settings, this.faults.delivery)
  readonly counters = new Counters()
  readonly rateLimit = new RateLimit(this.clock, this.settings)
  /** `/auth`, `/mock` and `/eventsub`: what an application sees. Faults strike here. */
  readonly twitch = new Router()
  /** `/control`: what a person or a test does. */
  readonly control = new Router()
  /** Begins another life from the seed. */
  onReset: () => void = () => {}
  readonly #sweeper: NodeJS.Timeout
  readonly #stopPlaying: () => void

  constructor(baseUrl: () => string) {
    const { world, hub, clock, settings, faults } = this
    const settler = new Settler(world, hub)
    const keeper = new RewardKeeper(world, hub, settler)
    const booth = new PollBooth(world, hub)
    const desk = new PredictionDesk(world, hub)
    const stage = new Stage(world, hub)
    const crowd = new Crowd(world, hub)
    const guard = new Guard(world)

    authorizeRoutes(this.twitch, { world, hub, settings })
    tokenRoutes(this.twitch, world, faults.tokens)
    usersRoutes(this.twitch, world, guard, baseUrl)
    streamsRoutes(this.twitch, world, guard)
    channelsRoutes(this.twitch, world, guard, stage)
    rewardsRoutes(this.twitch, world, guard, keeper)
    const throttle = faults.settlement
    redemptionsRoutes(this.twitch, { world, guard, keeper, settler, settings, throttle })
    communityRoutes(this.twitch, world, guard, crowd)
    pollsRoutes(this.twitch, world, guard, booth)
    predictionsRoutes(this.twitch, world, guard, desk)
    chatRoutes(this.twitch, world, guard, stage, faults)
    eventsubRoutes(this.twitch, { world, guard, hub, settings })
    conduitsRoutes(this.twitch, world, guard, hub)

    const shop = new Shop(world, hub)
    shopRoutes(this.control, { world, shop, keeper, settler })
    const company = { world, crowd, stage, shop, settler, keeper, booth, desk }
    this.#stopPlaying = playRoutes(this.control, hub, company)
    bulkRoutes(this.control, world, hub)
    peopleRoutes(this.control, world, hub)
    stageRoutes(this.control, world, stage)
    crowdRoutes(this.control, world, crowd)
    questionRoutes(this.control, world, booth, desk)
    faultRoutes(this.control, faults, hub, clock)
    socketRoutes(this.control, hub, world, faults)
    stateRoutes(this.control, world, hub)
    const { tokens, wallets } = world
    const { counters } = this
    machineRoutes(this.control, { hub, clock, tokens, wallets, settings, counters })

    this.control.on('POST', '/control/reset', () => {
      this.onReset()
      return empty()
    })

    hub.sockets.onChange = () => world.changed()
    const sweep = () => {
      booth.sweep()
      desk.sweep()
      world.tokens.sweep()
    }
    clock.onAdvance = sweep
    this.#sweeper = setInterval(sweep, SWEEP_MS)
  }

  end(): void {
    clearInterval(this.#sweeper)
    this.#stopPlaying()
    this.hub.end()
  }
}
