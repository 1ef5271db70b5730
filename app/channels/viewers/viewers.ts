import { arrayLiteral } from '#core/lane/array_literal'
import type { Sql } from '#core/sql'

/** How somebody is called on Twitch now. */
export interface ViewerName {
  twitchId: string
  login: string
  displayName: string
}

interface Viewer extends ViewerName {
  id: number
}

/** Something that somebody did. */
interface Deed {
  viewer: ViewerName
}

const COLUMNS = `id, twitch_id AS "twitchId", login, display_name AS "displayName"`

const SEEN = `SELECT ${COLUMNS} FROM viewers WHERE twitch_id = ANY ($1::text[])`

/** Nobody is erased before the transaction has ended. */
const HELD = `${SEEN} FOR KEY SHARE`

/** In the order of their ids, so that two transactions cannot wait for each other. */
const WRITE = `
  INSERT INTO viewers AS v (twitch_id, login, display_name)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ORDER BY 1
  ON CONFLICT (twitch_id) DO UPDATE
    SET login = excluded.login, display_name = excluded.display_name, updated_at = now()
  RETURNING ${COLUMNS}`

/** Milliseconds: one burst, and no longer than a person who asks to be forgotten would notice. */
const FRESH_MS = 30_000
const REMEMBERED = 50_000

const isSame = (known: Viewer, viewer: ViewerName) =>
  known.login === viewer.login && known.displayName === viewer.displayName

/** The viewers of a batch, by Twitch id. */
export type ViewersOfBatch = Map<string, Viewer>

/**
 * Who does something on a channel, with names kept current. Regulars of the last seconds
 * cost no look-up, and no write.
 */
export class Viewers {
  #remembered = new Map<string, { viewer: Viewer; until: number }>()

  /** All of a batch, when none is new, renamed or long not seen; else null. */
  recall(deeds: Deed[]): ViewersOfBatch | null {
    const viewers: ViewersOfBatch = new Map()
    const now = performance.now()
    for (const { viewer } of deeds) {
      const remembered = this.#remembered.get(viewer.twitchId)
      if (!remembered || remembered.until <= now || !isSame(remembered.viewer, viewer)) {
        return null
      }
      viewers.set(viewer.twitchId, remembered.viewer)
    }
    return viewers
  }

  /** Those that are in the database already. */
  async read(sql: Sql, deeds: Deed[], hold?: 'held'): Promise<ViewersOfBatch> {
    const viewers: ViewersOfBatch = new Map()
    const unsure = deeds.map(({ viewer }) => viewer.twitchId)
    const until = performance.now() + FRESH_MS

    if (unsure.length > 0) {
      const rows = await sql.run<Viewer>(hold ? HELD : SEEN, [arrayLiteral(unsure, (id) => id)])
      for (const viewer of rows) {
        viewers.set(viewer.twitchId, viewer)
        this.#remember(viewer, until)
      }
    }
    return viewers
  }

  /**
   * Adds those who are new or renamed. They are not remembered before they have
   * been read: this transaction may yet fail.
   */
  async write(sql: Sql, deeds: Deed[], viewers: ViewersOfBatch): Promise<void> {
    const changed = new Map<string, ViewerName>()
    for (const { viewer } of deeds) {
      const known = viewers.get(viewer.twitchId)
      if (!known || !isSame(known, viewer)) {
        changed.set(viewer.twitchId, viewer)
        this.#remembered.delete(viewer.twitchId)
      }
    }
    if (changed.size === 0) {
      return
    }

    const people = [...changed.values()]
    const rows = await sql.run<Viewer>(WRITE, [
      arrayLiteral(people, ({ twitchId }) => twitchId),
      arrayLiteral(people, ({ login }) => login),
      arrayLiteral(people, ({ displayName }) => displayName),
    ])
    rows.forEach((row) => viewers.set(row.twitchId, row))
  }

  /** Forgets what it knows, since a transaction built on it has failed. */
  forget(): void {
    this.#remembered.clear()
  }

  #remember(viewer: Viewer, until: number): void {
    if (this.#remembered.size > REMEMBERED) {
      this.#remembered.clear()
    }
    this.#remembered.set(viewer.twitchId, { viewer, until })
  }
}
