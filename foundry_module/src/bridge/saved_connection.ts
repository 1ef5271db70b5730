import { finiteOr, isRecord, recordAt } from '../records.ts'
import { newId } from '../new_id.ts'
import { SETTINGS } from '../constants.ts'
import type { FoundryPort } from '../port.ts'

/** What a browser keeps of a pairing. */
export interface SavedConnection {
  url: string
  /** The secret. Never in a world setting, a flag, a URL or a log. */
  token: string
  /** The one before, until the server has taken this one. */
  previous: string | null
  /** Milliseconds since 1970; 0 when nobody noted it. */
  issuedAt: number
  connectionId: string
  campaign: { id: string; name: string }
}

/**
 * Reads and writes this browser's pairing. All worlds of one Foundry share the
 * browser's storage, so it is kept by the world's instance id.
 */
export class ConnectionStore {
  #world: FoundryPort

  constructor(world: FoundryPort) {
    this.#world = world
  }

  /** This world's name to the server; made by the first GM who needs it. */
  async instanceId(): Promise<string> {
    const stored = this.#world.readSetting(SETTINGS.instanceId)
    if (typeof stored !== 'string' || stored === '') return this.#name()
    if (this.#madeFor() === null) await this.#noteWorld()
    return stored
  }

  /** A copied world brings the name along, and in one browser the secret behind it too. */
  get isCopied(): boolean {
    const madeFor = this.#madeFor()
    return madeFor !== null && madeFor !== this.#world.info().worldId
  }

  /** From now on this is a world of its own; the one it was copied from keeps its pairing. */
  async becomeOwn() {
    await this.#name()
  }

  async load(): Promise<SavedConnection | null> {
    const found = recordAt(this.#all(), await this.instanceId())
    if (!found) return null
    const { url, token, previous, issuedAt, connectionId } = found
    if (typeof url !== 'string' || typeof token !== 'string') return null
    const campaign = recordAt(found, 'campaign')
    return {
      url,
      token,
      previous: typeof previous === 'string' ? previous : null,
      issuedAt: finiteOr(issuedAt, 0),
      connectionId: String(connectionId),
      campaign: { id: String(campaign?.id ?? ''), name: String(campaign?.name ?? '') },
    }
  }

  async save(connection: SavedConnection) {
    const all = { ...this.#all(), [await this.instanceId()]: connection }
    await this.#world.writeSetting(SETTINGS.connections, all)
  }

  async forget() {
    const instanceId = await this.instanceId()
    const others = Object.fromEntries(
      Object.entries(this.#all()).filter(([key]) => key !== instanceId)
    )
    await this.#world.writeSetting(SETTINGS.connections, others)
  }

  async #name(): Promise<string> {
    const made = newId()
    await this.#world.writeSetting(SETTINGS.instanceId, made)
    await this.#noteWorld()
    return made
  }

  #noteWorld() {
    return this.#world.writeSetting(SETTINGS.instanceWorld, this.#world.info().worldId)
  }

  #madeFor(): string | null {
    const noted = this.#world.readSetting(SETTINGS.instanceWorld)
    return typeof noted === 'string' && noted !== '' ? noted : null
  }

  #all() {
    const stored = this.#world.readSetting(SETTINGS.connections)
    return isRecord(stored) ? stored : {}
  }
}
