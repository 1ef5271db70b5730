/** Parts of the editor that a field of a handler's form can ask for by name. */
export type Control = 'steps' | 'conditions'

/** How the editor draws a field whose type alone does not say it. */
export const drawnAs = (control: Control, title: string, extra: Record<string, unknown> = {}) => ({
  title,
  control,
  ...extra,
})
