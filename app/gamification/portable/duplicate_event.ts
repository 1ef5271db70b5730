import GamificationEvent from '#gamification/gamification_event'

const LONGEST_NAME = 80
const OF_THE_ORIGINAL = ['id', 'createdAt', 'updatedAt', 'archivedAt']

/** A copy of an event to change, switched off and without what was set apart for anybody. */
export class DuplicateEvent {
  async execute(event: GamificationEvent): Promise<GamificationEvent> {
    const columns = Object.entries(event.$attributes).filter(
      ([name]) => !OF_THE_ORIGINAL.includes(name)
    )
    return GamificationEvent.create({
      ...Object.fromEntries(columns),
      name: copyName(event.name),
    })
  }
}

const copyName = (name: string) => `${[...name].slice(0, LONGEST_NAME - 7).join('')} (copy)`
