/**
 * The few members of Foundry's public API that the module touches (v13 and
 * v14), written from its public documentation, https://foundryvtt.com/api/.
 * Data that systems and other modules may shape is `unknown` on purpose.
 */
export {}

declare global {
  interface FoundryCollection<T> {
    readonly contents: T[]
    get(id: string): T | undefined
  }

  interface FoundryUser {
    readonly id: string
    readonly name: string
    readonly isGM: boolean
    readonly active: boolean
    /** True for the one GM whom Foundry chose among those present. */
    readonly isActiveGM: boolean
    readonly character: FoundryActor | null
  }

  interface FoundryActor {
    readonly id: string
    readonly name: string
    readonly hasPlayerOwner: boolean
    testUserPermission(user: FoundryUser, permission: 'OWNER'): boolean
    readonly system: unknown
    readonly statuses: Set<string>
    toObject(): { system?: unknown }
    update(changes: Record<string, unknown>): Promise<unknown>
    modifyTokenAttribute(
      attribute: string,
      value: number,
      isDelta: boolean,
      isBar: boolean
    ): Promise<unknown>
    toggleStatusEffect(statusId: string, options: { active: boolean }): Promise<unknown>
    getTokenDocument(data: { x: number; y: number }): Promise<{ toObject(): object }>
  }

  interface FoundryTokenDocument {
    readonly id: string
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }

  interface FoundryScene {
    readonly id: string
    readonly name: string
    readonly grid: { readonly size: number }
    readonly dimensions: {
      readonly sceneX: number
      readonly sceneY: number
      readonly sceneWidth: number
      readonly sceneHeight: number
    }
    readonly tokens: FoundryCollection<FoundryTokenDocument>
    createEmbeddedDocuments(
      type: 'Token',
      data: object[],
      operation: { keepId: boolean }
    ): Promise<unknown>
    deleteEmbeddedDocuments(type: 'Token', ids: string[]): Promise<unknown>
  }

  interface FoundryMacro {
    readonly id: string
    readonly name: string
    execute(): unknown
  }

  interface FoundryPlaylistSound {
    readonly id: string
    readonly name: string
  }

  interface FoundryPlaylist {
    readonly id: string
    readonly name: string
    readonly sounds: FoundryCollection<FoundryPlaylistSound>
    playSound(sound: FoundryPlaylistSound): Promise<unknown>
  }

  interface FoundryRoll {
    toJSON(): unknown
  }

  interface FoundryChatMessage {
    readonly id: string
    readonly timestamp: number
    readonly author: FoundryUser | null
    readonly speaker: { actor?: string | null; alias?: string | null }
    readonly whisper: unknown
    readonly blind: unknown
    readonly content: string
    readonly rolls: FoundryRoll[]
    readonly flags: Record<string, unknown>
    readonly system?: unknown
    update(changes: Record<string, unknown>): Promise<unknown>
    delete(): Promise<unknown>
  }

  interface FoundrySetting {
    scope: 'world' | 'client'
    config: boolean
    type: StringConstructor | ObjectConstructor | BooleanConstructor | NumberConstructor
    range?: { min: number; max: number; step: number }
    default: unknown
    name?: string
    hint?: string
    onChange?: (value: unknown) => void
  }

  interface FoundrySettingsMenu {
    name: string
    label: string
    hint: string
    icon: string
    type: new () => FoundryApplication
    restricted: boolean
  }

  interface FoundryGame {
    readonly release: { generation: number }
    readonly world: { id: string; title: string }
    readonly system: { id: string; version: string; primaryTokenAttribute?: string | null }
    readonly user: FoundryUser | null
    readonly users: FoundryCollection<FoundryUser>
    readonly actors: FoundryCollection<FoundryActor>
    readonly scenes: FoundryCollection<FoundryScene> & {
      readonly active: FoundryScene | null | undefined
    }
    readonly combats: FoundryCollection<{ readonly id: string; readonly started: boolean }>
    readonly playlists: FoundryCollection<FoundryPlaylist>
    readonly macros: FoundryCollection<FoundryMacro>
    readonly messages: FoundryCollection<FoundryChatMessage>
    readonly modules: {
      get(id: string): { active: boolean; version?: string; manifest?: string } | undefined
    }
    readonly i18n: {
      localize(key: string): string
      format(key: string, data: Record<string, string>): string
    }
    readonly settings: {
      register(namespace: string, key: string, setting: FoundrySetting): void
      registerMenu(namespace: string, key: string, menu: FoundrySettingsMenu): void
      get(namespace: string, key: string): unknown
      set(namespace: string, key: string, value: unknown): Promise<unknown>
    }
    /** Set by the module Dice So Nice. */
    readonly dice3d?: { waitFor3DAnimationByMessageID?(id: string): Promise<unknown> }
  }

  interface FoundrySceneControlTool {
    name: string
    title: string
    icon: string
    order: number
    button: boolean
    visible: boolean
    onChange(): void
  }

  type FoundrySceneControls = Record<
    string,
    { tools: Record<string, FoundrySceneControlTool> } | undefined
  >

  interface FoundryHooks {
    once(event: 'init' | 'ready', callback: () => void): number
    on(
      event: 'createChatMessage' | 'updateChatMessage',
      callback: (message: FoundryChatMessage) => void
    ): number
    on(
      event: 'renderChatMessageHTML',
      callback: (message: FoundryChatMessage, html: HTMLElement) => void
    ): number
    on(event: 'getSceneControlButtons', callback: (controls: FoundrySceneControls) => void): number
    on(
      event:
        | 'userConnected'
        | 'updateUser'
        | 'createActor'
        | 'updateActor'
        | 'deleteActor'
        | 'createCombat'
        | 'updateCombat'
        | 'deleteCombat'
        | 'updateScene',
      callback: () => void
    ): number
  }

  interface FoundryApplicationOptions {
    id: string
    classes: string[]
    tag: string
    window: { title: string; icon: string; resizable: boolean }
    position: { width: number; height: number | 'auto' }
    actions: Record<string, (this: FoundryApplication, event: Event, target: HTMLElement) => void>
  }

  class FoundryApplication {
    static DEFAULT_OPTIONS: Partial<FoundryApplicationOptions>
    readonly rendered: boolean
    readonly element: HTMLElement
    render(options?: { force?: boolean }): Promise<unknown>
    close(): Promise<unknown>
    protected _renderHTML(): Promise<HTMLElement>
    protected _replaceHTML(result: HTMLElement, content: HTMLElement): void
  }

  const game: FoundryGame
  const CONFIG: { statusEffects: Record<string, { id?: string; name?: unknown }> }
  const Hooks: FoundryHooks
  const ChatMessage: {
    create(
      data: Record<string, unknown>,
      operation?: { keepId?: boolean }
    ): Promise<FoundryChatMessage | undefined>
  }
  const foundry: {
    applications: { api: { ApplicationV2: typeof FoundryApplication } }
  }
  const ui: {
    notifications: {
      info(message: string): unknown
      warn(message: string): unknown
      error(message: string): unknown
    }
  }
}
