import { args, BaseCommand } from '@adonisjs/core/ace'
import { writeHandler } from '../stubs/write_handler.js'

/** Scaffolds an action with its test; both work as they are. */
export default class MakeAction extends BaseCommand {
  static commandName = 'make:action'
  static description = 'Make an action of events, with its test'

  @args.string({ description: 'Its name, for example full_moon' })
  declare name: string

  async run() {
    await writeHandler(await this.createCodemods(), 'action', this.name)
  }
}
