import type { Sql } from '#core/sql'
import { type PairedWorld, pairedWorld } from '#foundry/choices/paired_world'
import type { ChoiceList, WorldChoices } from '#foundry/choices/world_choices'
import type { ChoiceSource } from '#gamification/handlers/choice'
import type { Problem } from '#gamification/handlers/problem'

/** Where a GM mends that something is gone, for the lists where it is not gone from the world itself. */
const NOT_THERE: Partial<Record<ChoiceSource, (name: string) => Problem>> = {
  macros: (name) => ({
    state: 'warning',
    sentence: `“${name}” was not ticked in Foundry’s Crowdcrit window when the table was last asked. Each browser has ticks of its own.`,
  }),
}

/** The paired world as its table last told of it. Nobody is asked; each list is read once. */
export class KnownWorld {
  #lists = new Map<ChoiceSource, Promise<ChoiceList>>()

  private constructor(
    private sql: Sql,
    private campaignId: string,
    private choices: WorldChoices,
    private world: PairedWorld | null
  ) {}

  static async of(sql: Sql, campaignId: string, choices: WorldChoices): Promise<KnownWorld> {
    return new KnownWorld(sql, campaignId, choices, await pairedWorld(sql, campaignId))
  }

  get system(): string | null {
    return this.world?.system ?? null
  }

  async missing(
    list: ChoiceSource,
    { id, name }: { id: string; name: string }
  ): Promise<Problem | null> {
    if (!this.world || (list !== 'characters' && !this.#canTell(this.world))) {
      return null
    }
    const { choices, total, toldAt } = await this.#read(list)
    if (choices.some((choice) => choice.id === id)) {
      return null
    }
    if (list !== 'characters' && toldAt === null) {
      const sentence = `“${this.world.title}” has not said yet whether it has “${name}”. Open the event while Foundry is open: the table is asked.`
      return { state: 'warning', sentence }
    }
    // A list with more than is told leaves it open.
    return total > choices.length ? null : this.#notThere(this.world, list, name)
  }

  #notThere({ title }: PairedWorld, list: ChoiceSource, name: string): Problem {
    const known = NOT_THERE[list]?.(name)
    return (
      known ?? { state: 'failed', sentence: `“${title}” has no “${name}” any more. Pick anew.` }
    )
  }

  #canTell({ capabilities }: PairedWorld): boolean {
    return capabilities.includes('world.query')
  }

  #read(list: ChoiceSource): Promise<ChoiceList> {
    const read = this.#lists.get(list) ?? this.choices.read(this.sql, this.campaignId, list)
    this.#lists.set(list, read)
    return read
  }
}
