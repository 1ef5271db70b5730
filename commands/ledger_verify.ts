import { inject } from '@adonisjs/core'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { type Verification, VerifyLedger } from '#rewards/verification/verify_ledger'

const EQUAL = 0
const DIFFERENT = 1
const COULD_NOT_LOOK = 2

/**
 * Holds the ledger against itself and against Twitch, each channel with its
 * streamer's consent. Changes nothing, and may run beside the app.
 */
export default class LedgerVerify extends BaseCommand {
  static commandName = 'ledger:verify'
  static description = 'Compare the ledger with Twitch and with itself'
  static options: CommandOptions = { startApp: true }
  static help = [
    'Exits with 0 when all agree, 1 with the differences, 2 when it could not look everywhere.',
  ]

  @flags.boolean({ description: 'End with one line of JSON' })
  declare json: boolean

  @inject()
  async run(verify: VerifyLedger) {
    try {
      const found = await verify.execute()
      this.exitCode = codeOf(found)
      if (this.json) {
        process.stdout.write(`${JSON.stringify(found)}\n`)
      } else {
        this.#print(found)
      }
    } catch (error) {
      this.exitCode = COULD_NOT_LOOK
      const reason = error instanceof Error ? error.message : String(error)
      if (this.json) {
        process.stdout.write(`${JSON.stringify({ error: reason })}\n`)
      } else {
        this.logger.error(`The ledger could not be verified: ${reason}`)
      }
    }
  }

  #print({ redemptions, rewards, differences, unseen }: Verification) {
    for (const { about, channel, ledger, other, sentence } of differences) {
      const where = channel === null ? '' : ` on ${channel}`
      this.logger.error(`${about}${where}: ${ledger} | ${other}. ${sentence}`)
    }
    for (const { channel, reward, reason } of unseen) {
      this.logger.warning(`${channel}, reward ${reward}: not looked at. ${reason}`)
    }
    const verdict =
      differences.length === 0 ? 'no difference' : `${differences.length} difference(s)`
    this.logger.info(`${redemptions} redemptions, ${rewards} rewards on Twitch: ${verdict}.`)
  }
}

function codeOf({ differences, unseen }: Verification): number {
  if (differences.length > 0) {
    return DIFFERENT
  }
  return unseen.length > 0 ? COULD_NOT_LOOK : EQUAL
}
