import vine from '@vinejs/vine'

/** Lists of the paired world that a GM picks from. */
export type ChoiceSource = 'actors' | 'characters' | 'statuses' | 'sounds' | 'macros' | 'scenes'

/** Foundry's ids, also `playlist.sound`; the module accepts no others. */
const ID = /^[\w.-]{1,64}$/

/**
 * Something of the world, by its id; the name is for people, and as it was when it was
 * picked. Say `.meta(picked(...))` of it.
 */
export const choice = () =>
  vine.object({
    id: vine.string().regex(ID),
    name: vine.string().trim().minLength(1).maxLength(80),
  })

/** How the editor draws it: a picker of that list. */
export const picked = (source: ChoiceSource, title: string, description?: string) => ({
  title,
  source,
  ...(description === undefined ? {} : { description }),
})
