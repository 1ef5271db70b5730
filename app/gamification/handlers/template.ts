import vine from '@vinejs/vine'
import { cleanText } from '#core/clean_text'
import type { ActionContext } from '#gamification/handlers/action'

/** What a message template may mention, with what the editor says about it. */
export const TEMPLATE_VARIABLES = {
  event: 'name of the event',
  viewers: 'the latest contributors',
  count: 'how many contributions',
  character: 'who rolled',
  natural: 'the result on the die',
  total: 'the whole result of the roll',
  who: 'who followed, subscribed, gave, raided or cheered',
  amount: 'how many gifts, raiders, bits or months',
  option: 'what the poll was won by',
  votes: 'how many votes it had',
} as const

const VARIABLE = /\{([^{}]*)\}/g

/** Refuses a template that mentions something unknown, when it is saved. */
export const knownVariables = vine.createRule((value, _options: undefined, field) => {
  if (typeof value !== 'string') {
    return
  }

  const unknown = [...value.matchAll(VARIABLE)].find(([, name]) => !isKnown(name))

  if (unknown) {
    const known = Object.keys(TEMPLATE_VARIABLES)
      .map((name) => `{${name}}`)
      .join(', ')
    field.report(`${unknown[0]} is not known here. Use ${known}.`, 'knownVariables', field)
  }
})

/** Fills a template in; the result is plain text of at most `max` characters. */
export function fillTemplate(template: string, context: ActionContext, max: number): string {
  const values: Record<keyof typeof TEMPLATE_VARIABLES, string> = {
    event: context.eventName,
    viewers: listOf(context.viewers),
    count: String(context.count),
    character: context.facts.roll?.character ?? 'somebody',
    natural: context.facts.roll?.natural?.toString() ?? '?',
    total: context.facts.roll?.total.toString() ?? '?',
    who: context.facts.channel?.viewer ?? 'somebody',
    amount: context.facts.channel?.amount.toString() ?? '?',
    option: context.facts.poll?.option ?? '?',
    votes: context.facts.poll?.votes.toString() ?? '?',
  }

  return cleanText(
    template.replace(VARIABLE, (whole, name: string) => (isKnown(name) ? values[name] : whole)),
    max
  )
}

function isKnown(name: string): name is keyof typeof TEMPLATE_VARIABLES {
  return Object.hasOwn(TEMPLATE_VARIABLES, name)
}

/** "Ada, Bo and Cy"; the audience when all of them hide. */
function listOf(names: string[]): string {
  if (names.length === 0) {
    return 'the audience'
  }

  return new Intl.ListFormat('en').format(names.map((name) => cleanText(name, 40)))
}
