import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What is told more than once, or goes on like a poll, sets an event off once.
      CREATE UNIQUE INDEX instances_one_per_signal ON instances (event_id, (trigger_facts->>'signal'))
        WHERE trigger_facts->>'signal' IS NOT NULL;
    `)
  }

  async down() {
    this.schema.raw('DROP INDEX instances_one_per_signal')
  }
}
