import type { PairedWorld } from '#foundry/choices/paired_world'
import { numbersOf } from '#foundry/stat_paths'
import type { EventField } from '#gamification/handlers/event_fields'
import type { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'

/** One field of a handler's form, as JSON Schema describes it. */
export type HandlerField = {
  type?: string
  title?: string
  description?: string
  enum?: string[]
  enumNames?: string[]
  default?: string | number | boolean
  minimum?: number
  maximum?: number
  maxLength?: number
  /** What may stand in braces in a template, with what it is replaced by. */
  variables?: Record<string, string>
  /** A list of the connected world that it is picked from. */
  source?: string
  /** A part of the editor that draws it, where the type alone does not say how. */
  control?: string
  /** Shown only while other fields have one of these values. */
  when?: Record<string, string[]>
  /** The choices are numbers of characters, which differ by game system. */
  numbers?: boolean
  maxItems?: number
  /** What conditions can look at, by the value of the field "source". */
  eventFields?: Record<string, { label: string; fields: Record<string, EventField> }>
  /** Ways to compare, each with the types of fields it is for. */
  comparisons?: Record<string, { label: string; types: string[] }>
  /** Seconds, of a part in a sequence. */
  longestDelay?: number
}

/** What the editor needs to offer a handler and draw its form. */
export type CatalogueEntry = {
  id: string
  label: string
  description: string
  fields: Record<string, HandlerField>
  required: string[]
  /** Facts it brings (a trigger) or cannot do without (an action). */
  facts: string[]
  /** Why the connected world cannot do it; null when it can, or nobody knows. */
  unavailable: string | null
}

/** @param world what is connected; without one nothing is ruled out */
export function handlerCatalogue(
  triggers: TriggerRegistry,
  actions: ActionRegistry,
  world: PairedWorld | null
) {
  return {
    triggers: triggers.all().map((handler) => entry(handler, [...handler.provides], world)),
    actions: actions.all().map((handler) => ({
      ...entry(handler, [...handler.needs], world),
      unavailable: whyUnavailable(handler.commands, world),
    })),
  }
}

type Described = Pick<CatalogueEntry, 'id' | 'label' | 'description'> & {
  settings: { toJSONSchema(): object }
}

function entry(
  { id, label, description, settings }: Described,
  facts: string[],
  world: PairedWorld | null
): CatalogueEntry {
  const schema: { properties?: Record<string, HandlerField>; required?: string[] } =
    settings.toJSONSchema()
  const fields = Object.entries(schema.properties ?? {}).map(([key, field]) => [
    key,
    field.numbers && world ? ofSystem(field, world.system) : field,
  ])

  return {
    id,
    label,
    description,
    fields: Object.fromEntries(fields),
    required: schema.required ?? [],
    facts,
    unavailable: null,
  }
}

/** Only the numbers that this game system has. */
function ofSystem(field: HandlerField, system: string): HandlerField {
  const numbers = numbersOf(system)
  return {
    ...field,
    enum: numbers.map(({ path }) => path),
    enumNames: numbers.map(({ label }) => label),
  }
}

function whyUnavailable(commands: readonly string[], world: PairedWorld | null): string | null {
  const isKnown = world !== null && world.capabilities.length > 0
  return isKnown && commands.some((type) => !world.capabilities.includes(type))
    ? `The module in “${world.title}” cannot do this. Update it in Foundry’s setup.`
    : null
}
