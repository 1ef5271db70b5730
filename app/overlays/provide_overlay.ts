import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { onLucid } from '#core/sql'
import { uuidv7 } from '#core/ids'
import { transact } from '#core/transact'
import { DEFAULT_SETTINGS } from '#overlays/default_settings'
import Overlay from '#overlays/overlay'
import { OverlayKeys } from '#overlays/overlay_keys'

/**
 * A streamer's overlay, made with its first key when it is asked for the first
 * time. Two tabs that ask at once get the same one.
 */
@inject()
export class ProvideOverlay {
  constructor(private keys: OverlayKeys) {}

  async execute(streamerId: string): Promise<Overlay> {
    return (
      (await Overlay.findBy({ streamerId }, { client: db.connection() })) ??
      (await this.#make(streamerId))
    )
  }

  /** The key for the streamer's eyes; a new one when the old cannot be read any more. */
  async key(overlay: Overlay): Promise<string> {
    const known = await this.keys.reveal(onLucid(db.connection()), overlay.id)
    return known ?? transact((sql) => this.keys.rotate(sql, overlay.id))
  }

  /** What OBS is given. The key is in the fragment, which no browser sends to a server. */
  async address(overlay: Overlay): Promise<string> {
    return new URL(`/overlay#k=${await this.key(overlay)}`, appUrl).href
  }

  async #make(streamerId: string): Promise<Overlay> {
    await transact(async (sql) => {
      const [made] = await sql.run<{ id: string }>(
        `INSERT INTO overlays (id, streamer_id, settings) VALUES ($1, $2, $3::jsonb)
         ON CONFLICT (streamer_id) DO NOTHING RETURNING id`,
        [uuidv7(), streamerId, JSON.stringify(DEFAULT_SETTINGS)]
      )
      if (made) {
        await this.keys.issue(sql, made.id)
      }
    })
    return Overlay.findByOrFail({ streamerId })
  }
}
