import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { hashSecret, newSecret, uuidv7 } from '#core/ids'
import { onLucid } from '#core/sql'
import { BridgeSettings } from '#foundry/bridge_settings'
import { json } from '#foundry/commands/recorded_command'
import { newUserCode } from '#foundry/pairing/user_code'
import type { PairStartResponse } from '#foundry/protocol'
import type { PairStart } from '#foundry/validators/pair_validators'

const ATTEMPTS = 5

/**
 * First step of the device flow: a secret for the module, a short code for the
 * GM. Nothing is connected by it.
 *
 * @see RFC 8628, section 3.2
 */
@inject()
export class StartPairing {
  constructor(private settings: BridgeSettings) {}

  async execute(request: PairStart): Promise<PairStartResponse> {
    const deviceCode = newSecret('ccd')
    const userCode = await this.#store(deviceCode, request)
    const address = new URL('/foundry/pair', appUrl)

    return {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: address.href,
      verification_uri_complete: `${address.href}?code=${userCode}`,
      expires_in: this.settings.pairing,
      interval: this.settings.pollInterval,
    }
  }

  /** Another pairing may be using the same code; then another code is made. */
  async #store(deviceCode: string, request: PairStart): Promise<string> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const userCode = newUserCode()
      const stored = await onLucid(db.connection()).run(
        `INSERT INTO foundry_pairings
           (id, device_code_hash, user_code, request, poll_interval_seconds, expires_at)
         VALUES ($1, $2, $3, $4::jsonb, $5, now() + make_interval(secs => $6))
         ON CONFLICT (user_code) WHERE status = 'pending' DO NOTHING
         RETURNING id`,
        [
          uuidv7(),
          hashSecret(deviceCode),
          userCode,
          json(request),
          this.settings.pollInterval,
          this.settings.pairing,
        ]
      )
      if (stored.length > 0) {
        return userCode
      }
    }
    throw new Error('No free user code was found')
  }
}
