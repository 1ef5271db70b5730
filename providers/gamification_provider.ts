import type { ApplicationService } from '@adonisjs/core/types'
import { ChannelEventsStored } from '#channels/log/channel_events_stored'
import { Departures } from '#campaigns/departures'
import { Notifications } from '#core/jobs/notifications'
import { hasRole } from '#core/roles'
import { CommandListener, GmActionListener, ManualTriggers, RollListener } from '#foundry/ports'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import { InstanceChanged } from '#gamification/instance_changed'
import { PollListener } from '#polls/ports'
import { PausePolicies } from '#rewards/pause_policies'
import { RewardDrains } from '#rewards/reward_drains'
import { BroadcastChanges } from '#gamification/live/broadcast_changes'
import { LiveStreamers } from '#gamification/live/live_streamers'

declare module '@adonisjs/core/types' {
  interface ContainerBindings {
    'crowdcrit.triggers': TriggerRegistry
    'crowdcrit.actions': ActionRegistry
  }
}

/**
 * The game: handlers in their registries, what the table's news mean, what is
 * broadcast, and the workers that execute and expire.
 */
export default class GamificationProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app

    container.singleton(TriggerRegistry, async () => {
      const { triggers } = await import('#generated/triggers')
      return new TriggerRegistry('trigger', (handler) => container.make(handler)).load(triggers)
    })
    container.singleton(ActionRegistry, async () => {
      const { actions } = await import('#generated/actions')
      return new ActionRegistry('action', (handler) => container.make(handler)).load(actions)
    })

    // By these names packages, which cannot import from the app, add their own.
    container.alias('crowdcrit.triggers', TriggerRegistry)
    container.alias('crowdcrit.actions', ActionRegistry)

    container.singleton(RollListener, async (resolver) => {
      const { ApplyRoll } = await import('#gamification/table/apply_roll')
      return resolver.make(ApplyRoll)
    })
    container.singleton(CommandListener, async (resolver) => {
      const { ApplyCommandResult } = await import('#gamification/table/apply_command_result')
      return resolver.make(ApplyCommandResult)
    })
    container.singleton(GmActionListener, async (resolver) => {
      const { ApplyGmAction } = await import('#gamification/table/apply_gm_action')
      return resolver.make(ApplyGmAction)
    })
    container.singleton(ManualTriggers, async (resolver) => {
      const { EventsByHand } = await import('#gamification/table/events_by_hand')
      return resolver.make(EventsByHand)
    })

    container.singleton(PollListener, async (resolver) => {
      const { ApplyPoll } = await import('#gamification/polls/apply_poll')
      return resolver.make(ApplyPoll)
    })

    container.singleton(LiveStreamers, () => new LiveStreamers())
  }

  async boot() {
    const { EndStreamersPart } = await import('#gamification/control/end_streamers_part')
    const departures = await this.app.container.make(Departures)

    departures.whenStreamerLeaves(async (sql, after, departure) => {
      const end = await this.app.container.make(EndStreamersPart)
      await end.execute(sql, after, departure)
    })

    const { CallOffCampaign } = await import('#gamification/control/call_off_campaign')
    departures.whenArchived(async (sql, after, campaignId) => {
      const callOff = await this.app.container.make(CallOffCampaign)
      await callOff.execute(sql, after, campaignId, 'campaign_archived')
    })

    const { EventPausePolicy } = await import('#gamification/sale/event_pause_policy')
    const policies = await this.app.container.make(PausePolicies)
    policies.register('event', await this.app.container.make(EventPausePolicy))

    const { DrainEvent } = await import('#gamification/sale/drain_event')
    const drains = await this.app.container.make(RewardDrains)
    drains.register('event', await this.app.container.make(DrainEvent))

    const emitter = await this.app.container.make('emitter')
    const broadcast = await this.app.container.make(BroadcastChanges)
    emitter.on(InstanceChanged, (change) => broadcast.handle(change))
    this.app.terminating(() => broadcast.stop())
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web') {
      return
    }

    await this.#reportHandlers()

    if (hasRole('worker')) {
      await this.#startWorkers()
    }
  }

  /** Names what events use and nobody has installed. */
  async #reportHandlers() {
    const { reportMissingHandlers } = await import('#gamification/handlers/report_missing')
    await reportMissingHandlers(
      await this.app.container.make(TriggerRegistry),
      await this.app.container.make(ActionRegistry),
      await this.app.container.make('logger')
    )
  }

  async #startWorkers() {
    const { container } = this.app
    const { Worker } = await import('#core/jobs/worker')
    const { ExecutePending } = await import('#gamification/lifecycle/execute_pending')
    const { ExecuteSteps } = await import('#gamification/lifecycle/execute_steps')
    const { ExpireDue } = await import('#gamification/lifecycle/expire_due')
    const { SayChatLines } = await import('#gamification/chat/say_chat_lines')
    const { SyncRewards } = await import('#gamification/sale/sync_rewards')
    const { transact } = await import('#core/transact')
    const rewards = await container.make(SyncRewards)
    const executing = await container.make(ExecutePending)
    const steps = await container.make(ExecuteSteps)
    const { FollowChannels } = await import('#gamification/channel/follow_channels')
    const { HEARD_KINDS } = await import('#gamification/channel/to_channel_signal')
    const channels = await container.make(FollowChannels)
    const following = new Worker({
      name: 'channel events to triggers',
      sweepMs: 2_000,
      work: () => channels.execute(),
    })
    const expiring = await container.make(ExpireDue)
    const chatting = await container.make(SayChatLines)
    const notifications = await container.make(Notifications)

    const workers = [
      following,
      new Worker(
        { name: 'executions', channel: 'executions', work: () => executing.execute() },
        notifications
      ),
      new Worker(
        {
          name: 'wanted rewards',
          channel: 'rewards',
          sweepMs: 10_000,
          work: async () => {
            await transact((sql) => rewards.execute(sql))
            return false
          },
        },
        notifications
      ),
      new Worker({ name: 'sequences', work: () => steps.execute() }),
      new Worker({ name: 'expiry', work: () => expiring.execute() }),
      new Worker(
        { name: 'chat lines', channel: 'chat_lines', work: () => chatting.execute() },
        notifications
      ),
    ]
    workers.forEach((worker) => worker.start())
    const emitter = await container.make('emitter')
    emitter.on(ChannelEventsStored, ({ events }) => {
      if (events.some(({ kind }) => HEARD_KINDS.includes(kind))) following.wake()
    })
    this.app.terminating(async () => {
      await Promise.all(workers.map((worker) => worker.stop()))
    })
  }
}
