import type { FeedFilter } from '~/types'

/** As it may be picked; whether it is sound is the server's to say. */
type Picked = Omit<FeedFilter, 'source'> & { source?: string }

/** What is picked, as the address has it, without the place in the list. */
export function feedQuery(filter: Picked): URLSearchParams {
  const { groups = [], source, viewer, text, from, to } = filter
  const query = new URLSearchParams()
  groups.forEach((group) => query.append('groups[]', group))

  for (const [name, value] of Object.entries({ source, viewer, text, from, to })) {
    if (value) {
      query.set(name, value)
    }
  }
  return query
}
