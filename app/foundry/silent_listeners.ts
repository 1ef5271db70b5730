import { CommandListener, GmActionListener, ManualTriggers, RollListener } from '#foundry/ports'

/**
 * What listens while no feature does: rolls, results and actions are recorded,
 * and nothing follows from them.
 */
export class SilentRollListener extends RollListener {
  async onRoll() {
    return null
  }
}

export class SilentCommandListener extends CommandListener {
  async onResult() {}
}

export class SilentGmActionListener extends GmActionListener {
  async onAction() {}
}

export class NoManualTriggers extends ManualTriggers {
  async of() {
    return []
  }
}
