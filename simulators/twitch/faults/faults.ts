import { ChatFaults } from './chat_faults.ts'
import { HttpFaults } from './http_faults.ts'
import { TokenFaults } from './token_faults.ts'
import { DeliveryFaults } from './delivery_faults.ts'
import { SettlementThrottle } from './settlement_throttle.ts'
import type { Clock } from '../world/clock.ts'

/** All that is broken on purpose. */
export class Faults {
  readonly http: HttpFaults
  readonly delivery = new DeliveryFaults()
  readonly settlement: SettlementThrottle
  readonly tokens = new TokenFaults()
  readonly chat = new ChatFaults()

  constructor(clock: Clock) {
    this.http = new HttpFaults(clock)
    this.settlement = new SettlementThrottle(clock)
  }

  clear(): void {
    this.http.clear()
    this.delivery.clear()
    this.settlement.clear()
    this.tokens.clear()
    this.chat.clear()
  }

  toJSON() {
    const { perSecond, burst, overflow } = this.settlement
    return {
      http: this.http.all(),
      delivery: { ...this.delivery },
      settlement: { perSecond, burst, overflow },
      tokens: { ...this.tokens },
      chat: { ...this.chat },
    }
  }
}
