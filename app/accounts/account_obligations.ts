import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#accounts/user'

type WindUp = (trx: TransactionClientContract, user: User) => Promise<void>
type Obstacle = (user: User) => Promise<string | null>

/**
 * What features above know about an account that wants to go: what must end
 * first, and what stands in the way. They register it at boot.
 */
export class AccountObligations {
  #windUps: WindUp[] = []
  #obstacles: Obstacle[] = []

  endBefore(windUp: WindUp) {
    this.#windUps.push(windUp)
  }

  /** `obstacle` answers with a sentence that says what to do, or null. */
  keepWhile(obstacle: Obstacle) {
    this.#obstacles.push(obstacle)
  }

  async windUp(trx: TransactionClientContract, user: User): Promise<void> {
    for (const windUp of this.#windUps) {
      await windUp(trx, user)
    }
  }

  async obstacle(user: User): Promise<string | null> {
    for (const obstacle of this.#obstacles) {
      const sentence = await obstacle(user)

      if (sentence) {
        return sentence
      }
    }

    return null
  }
}
