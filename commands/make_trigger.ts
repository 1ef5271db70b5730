import { args, BaseCommand } from '@adonisjs/core/ace'
import { writeHandler } from '../stubs/write_handler.js'

/** Scaffolds a trigger with its test; both work as they are. */
export default class MakeTrigger extends BaseCommand {
  static commandName = 'make:trigger'
  static description = 'Make a trigger of events, with its test'

  @args.string({ description: 'Its name, for example full_moon' })
  declare name: string

  async run() {
    await writeHandler(await this.createCodemods(), 'trigger', this.name)
  }
}
