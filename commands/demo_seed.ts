import { inject } from '@adonisjs/core'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { MakeDemo } from '#demo/make_demo'

/**
 * Prepares what `npm start` shows when Twitch is simulated. Run again, it
 * changes nothing and prints the same links.
 */
export default class DemoSeed extends BaseCommand {
  static commandName = 'demo:seed'
  static description = 'Make the demo campaign, unless it is there'
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'End with one line of JSON' })
  declare json: boolean

  @inject()
  async run(makeDemo: MakeDemo) {
    const links = await makeDemo.execute()

    if (this.json) {
      process.stdout.write(`${JSON.stringify({ links })}\n`)
      return
    }

    links.forEach(({ label, url }) => this.logger.info(`${label}: ${url}`))
  }
}
