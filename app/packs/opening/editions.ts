import type { LaneSql } from '#core/lane/lane'
import { arrayLiteral } from '#core/lane/array_literal'
import { parseEdition } from '#packs/draw/parse_edition'
import { type PreparedEdition, prepareEdition } from '#packs/draw/prepare_edition'
import type { Offer } from '#packs/opening/counters'

export interface PublishedEdition {
  id: string
  sha256: string
  prepared: PreparedEdition
}

const REMEMBERED = 200

const READ = 'SELECT id, sha256, content FROM set_editions WHERE id = ANY ($1::uuid[])'

/** Published editions never change, so they are read and made ready once. */
export class Editions {
  #known = new Map<string, PublishedEdition>()

  /** Of these offers, by edition id. */
  async of(sql: LaneSql, offers: Iterable<Offer>): Promise<Map<string, PublishedEdition>> {
    const ids = [...new Set([...offers].flatMap(({ edition }) => edition?.id ?? []))]
    const unknown = ids.filter((id) => !this.#known.has(id))

    if (unknown.length > 0) {
      if (this.#known.size > REMEMBERED) {
        this.#known.clear()
        return this.of(sql, offers)
      }
      const rows = await sql.run<{ id: string; sha256: string; content: string }>(READ, [
        arrayLiteral(unknown, (id) => id),
      ])
      for (const { id, sha256, content } of rows) {
        this.#known.set(id, { id, sha256, prepared: prepareEdition(parseEdition(content)) })
      }
    }
    return new Map(
      ids.flatMap((id) => {
        const edition = this.#known.get(id)
        return edition ? [[id, edition]] : []
      })
    )
  }
}
