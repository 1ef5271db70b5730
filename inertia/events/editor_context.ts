import { inject, type InjectionKey, provide } from 'vue'
import type { Handler } from '~/types'

/** What all parts of an event's editor know. */
interface EditorContext {
  campaignId: string
  actions: Handler[]
}

const CONTEXT: InjectionKey<EditorContext> = Symbol('event editor')

export const provideEditor = (context: EditorContext) => provide(CONTEXT, context)

/** Only inside an event's editor. */
export function useEditor(): EditorContext {
  const context = inject(CONTEXT)
  if (!context) {
    throw new Error('There is no event editor around this')
  }
  return context
}
