import type { HandlerKind } from '#gamification/handlers/registry'

const METHODS = { trigger: 'evaluate', action: 'execute' } as const
const LISTS = { trigger: ['provides'], action: ['requires', 'commands', 'needs'] } as const
const TEXTS = ['id', 'label', 'description'] as const

/** Stored with events, so that it never changes. */
const ID = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

/**
 * What keeps a class from being a handler, in words for its author; null when nothing
 * does. Packages are plain JavaScript as often as not: no type has looked at them.
 */
export function problemOf(kind: HandlerKind, handler: unknown): string | null {
  if (typeof handler !== 'function') {
    return `A ${kind} is a class, exported as the default`
  }
  const statics = Object(handler)
  const text = TEXTS.find((name) => typeof statics[name] !== 'string' || statics[name] === '')
  if (text) {
    return `It has no static "${text}"`
  }
  if (!ID.test(statics.id)) {
    return `The id "${statics.id}" is not in snake case`
  }
  const list = LISTS[kind].find((name) => !Array.isArray(statics[name]))
  if (list) {
    return `Its static "${list}" is no list`
  }
  const { settings } = statics
  if (typeof settings?.validate !== 'function' || typeof settings.toJSONSchema !== 'function') {
    return 'Its static "settings" is no Vine validator'
  }
  if (kind === 'trigger' && !isListening(statics.listensTo)) {
    return 'Its static "listensTo" names no signal'
  }
  const method = METHODS[kind]
  return typeof handler.prototype?.[method] === 'function' ? null : `It has no method "${method}"`
}

const isListening = (signals: unknown) =>
  typeof signals === 'string' || (Array.isArray(signals) && signals.length > 0)
