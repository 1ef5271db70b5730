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
}

export function handlerCatalogue(triggers: TriggerRegistry, actions: ActionRegistry) {
  return {
    triggers: triggers.all().map((handler) => entry(handler, [...handler.provides])),
    actions: actions.all().map((handler) => entry(handler, [...handler.needs])),
  }
}

type Described = Pick<CatalogueEntry, 'id' | 'label' | 'description'> & {
  settings: { toJSONSchema(): object }
}

function entry({ id, label, description, settings }: Described, facts: string[]): CatalogueEntry {
  const schema: { properties?: Record<string, HandlerField>; required?: string[] } =
    settings.toJSONSchema()

  return {
    id,
    label,
    description,
    fields: schema.properties ?? {},
    required: schema.required ?? [],
    facts,
  }
}
