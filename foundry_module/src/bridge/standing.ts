import { LeaseWatch } from './lease_watch.ts'
import { moduleConfig, type ReceivedCommands } from './read_answers.ts'
import { ServerClock } from './server_clock.ts'
import type { HeartbeatResponse, LeaseState, ModuleConfig } from '../../../app/foundry/protocol.ts'

/** How things stand at the server, as far as this tab has heard. */
export class Standing {
  readonly clock = new ServerClock()
  readonly lease = new LeaseWatch()
  config: ModuleConfig = moduleConfig(null)
  #paused = false

  /** A break, or everything is stopped: nothing but an undo is carried out. */
  get isPaused() {
    return this.#paused
  }

  mayExecute(type: string) {
    return this.lease.isHeld && (!this.#paused || type === 'command.undo')
  }

  /** Both return what is new: `taken` the lease, `turned` the break on or off. */
  heard({ paused, ...answer }: HeartbeatResponse, askedAt: number) {
    return { taken: this.answered(answer, askedAt), turned: this.pauseTold(paused) }
  }

  /** True when this tab has just become the holder. */
  answered({ serverTime, lease }: Pick<ReceivedCommands, 'serverTime' | 'lease'>, askedAt: number) {
    this.clock.adjust(serverTime, askedAt)
    return this.lease.take(lease, askedAt)
  }

  /** The stream's news may be older than an answer that is on its way: only a loss is believed. */
  leaseTold(told: LeaseState | null) {
    const isLoss = told && told.fencing > this.lease.state.fencing && !told.held
    if (isLoss) this.lease.take(told, Date.now())
  }

  /** True when it has changed. */
  pauseTold(isPaused: boolean) {
    const turned = isPaused !== this.#paused
    this.#paused = isPaused
    return turned
  }
}
