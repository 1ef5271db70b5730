import { Exception } from '@adonisjs/core/exceptions'

/**
 * A refusal of the bridge. `code` is for the module, `message` a sentence that
 * the GM reads, `field` what was wrong in the body.
 */
export class BridgeException extends Exception {
  constructor(
    status: number,
    public readonly reason: string,
    message: string,
    public readonly field?: string
  ) {
    super(message, { status, code: `E_BRIDGE_${reason.toUpperCase()}` })
  }
}

/** The caller does not execute commands, or no longer. */
export const staleLease = () =>
  new BridgeException(409, 'stale_lease', 'Another GM tab is in charge by now.')
