import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { VerifyPacks } from '#packs/verification/verify_packs'

const EQUAL = 0
const DIFFERENT = 1
const COULD_NOT_LOOK = 2

/** Holds packs, collections and dust against the ledger and against each other. Changes nothing, and may run beside the app. */
export default class PacksVerify extends BaseCommand {
  static commandName = 'packs:verify'
  static description = 'Compare packs, collections and dust with the ledger and with each other'
  static options: CommandOptions = { startApp: true }
  static help = ['Exits with 0 when all agree, 1 with the differences, 2 when it could not look.']

  @flags.boolean({ description: 'End with one line of JSON' })
  declare json: boolean

  async run() {
    try {
      const found = await new VerifyPacks().execute()
      const { openings, differences } = found
      this.exitCode = differences.length > 0 ? DIFFERENT : EQUAL
      if (this.json) {
        process.stdout.write(`${JSON.stringify(found)}\n`)
        return
      }
      for (const { about, found: is, wanted, sentence } of differences) {
        this.logger.error(`${about}: ${is}, not ${wanted}. ${sentence}`)
      }
      const verdict =
        differences.length === 0 ? 'no difference' : `${differences.length} difference(s)`
      this.logger.info(`${openings} packs: ${verdict}.`)
    } catch (error) {
      this.exitCode = COULD_NOT_LOOK
      this.logger.error(
        `The packs could not be verified: ${error instanceof Error ? error.message : String(error)}`
      )
    }
  }
}
