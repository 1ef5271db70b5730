import type { ApplicationService } from '@adonisjs/core/types'
import { Departures } from '#campaigns/departures'
import { Clock } from '#core/clock'
import { Notifications } from '#core/jobs/notifications'
import { Worker } from '#core/jobs/worker'
import { hasRole } from '#core/roles'
import { BridgeSettings } from '#foundry/bridge_settings'
import { PullWaiters } from '#foundry/commands/pull_waiters'
import { LeaseRenewals } from '#foundry/lease/lease_renewals'
import { ModuleFiles } from '#foundry/module/module_files'
import { CommandListener, GmActionListener, ManualTriggers, RollListener } from '#foundry/ports'
import { ReadModuleConfig } from '#foundry/read_module_config'
import {
  NoManualTriggers,
  SilentCommandListener,
  SilentGmActionListener,
  SilentRollListener,
} from '#foundry/silent_listeners'
import { BridgeSignals } from '#foundry/stream/bridge_signals'
import { BridgeStreams } from '#foundry/stream/bridge_streams'
import { AuthenticateToken } from '#foundry/tokens/authenticate_token'
import { TouchToken } from '#foundry/tokens/touch_token'

/**
 * The bridge: what all requests of a process share, the defaults of its ports,
 * the signals between processes and the sweep.
 */
export default class FoundryProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(BridgeSettings, () => new BridgeSettings())
    container.singleton(BridgeStreams, () => new BridgeStreams())
    container.singleton(ModuleFiles, () => new ModuleFiles(this.app.publicPath('foundry')))
    container.singleton(PullWaiters, () => new PullWaiters())
    container.singleton(
      AuthenticateToken,
      async (resolver) => new AuthenticateToken(await resolver.make(TouchToken))
    )
    container.singleton(LeaseRenewals, async (resolver) => {
      const settings = await resolver.make(BridgeSettings)
      return new LeaseRenewals(() => settings.lease)
    })
    container.singleton(
      BridgeSignals,
      async (resolver) =>
        new BridgeSignals(
          await resolver.make(Notifications),
          await resolver.make(BridgeStreams),
          await resolver.make(PullWaiters),
          await resolver.make(ReadModuleConfig),
          await resolver.make(Clock)
        )
    )
    this.#listenSilently()
  }

  async boot() {
    const departures = await this.app.container.make(Departures)
    departures.whenGmLeaves(async (sql, after, departure) => {
      const { RevokeGmsBrowsers } = await import('#foundry/tokens/revoke_gms_browsers')
      const revoke = await this.app.container.make(RevokeGmsBrowsers)
      await revoke.within(sql, after, departure)
    })
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web') {
      return
    }

    if (hasRole('web')) {
      const signals = await this.app.container.make(BridgeSignals)
      signals.start()
      this.app.terminating(() => signals.stop())
    }

    if (hasRole('worker')) {
      await this.#sweep()
    }
  }

  /** A feature above binds its own; until one does, nothing follows from the table's news. */
  #listenSilently() {
    const { container } = this.app
    if (!container.hasBinding(RollListener)) {
      container.bind(RollListener, () => new SilentRollListener())
    }
    if (!container.hasBinding(CommandListener)) {
      container.bind(CommandListener, () => new SilentCommandListener())
    }
    if (!container.hasBinding(GmActionListener)) {
      container.bind(GmActionListener, () => new SilentGmActionListener())
    }
    if (!container.hasBinding(ManualTriggers)) {
      container.bind(ManualTriggers, () => new NoManualTriggers())
    }
  }

  async #sweep() {
    const { Sweep } = await import('#foundry/sweep')
    const sweep = await this.app.container.make(Sweep)
    const worker = new Worker({ name: 'foundry.sweep', work: () => sweep.execute() })
    worker.start()
    this.app.terminating(() => worker.stop())
  }
}
