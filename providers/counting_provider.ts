import type { ApplicationService } from '@adonisjs/core/types'
import { Clock } from '#core/clock'
import { ContributionBoosts, NoBoosts } from '#gamification/counting/contribution_boosts'
import { RewardHandlers } from '#redemptions/reward_handlers'

/** Makes the redemptions of event rewards count towards instances. */
export default class CountingProvider {
  constructor(protected app: ApplicationService) {}

  /** A feature above binds its own; until one does, each contribution counts once. */
  register() {
    const { container } = this.app
    if (!container.hasBinding(ContributionBoosts)) {
      container.bind(ContributionBoosts, () => new NoBoosts())
    }
  }

  async boot() {
    const { container } = this.app
    const { EventCounting } = await import('#gamification/counting/event_counting')
    const { InstancePublisher } = await import('#gamification/counting/instance_publisher')
    // Filled once the app has booted, so it is read at every use.
    const database = await import('@adonisjs/lucid/services/db')
    const { onLucid } = await import('#core/sql')
    const logger = await container.make('logger')

    const sql = () => onLucid(database.default.connection())

    const publisher = new InstancePublisher({
      sql,
      onError: (error) => {
        logger.error({ event: 'instances.not_published', err: error }, 'Viewers see old progress')
      },
    })
    const handlers = await container.make(RewardHandlers)
    const clock = await container.make(Clock)
    const boosts = await container.make(ContributionBoosts)
    handlers.register(
      'event',
      new EventCounting(clock, boosts, (counted) => publisher.changed(counted))
    )

    const { announceRefunds } = await import('#gamification/counting/announce_refunds')
    const { RefundsEnded } = await import('#redemptions/refunds_ended')
    const emitter = await container.make('emitter')
    emitter.on(RefundsEnded, (refunds) => announceRefunds(sql(), refunds))

    this.app.terminating(() => publisher.stop())
  }
}
