import { Application, setLocalizer } from './application.ts'
import { DiceAnimation } from './dice3d.ts'
import { CONDITIONS, MACROS, SOUNDS } from '../demo_world.ts'
import { notify } from './notifications.ts'
import { DocumentList, RollDocument } from './documents.ts'
import { SettingsStore } from './settings.ts'
import type { MessageData } from '../shared.ts'
import type { Tabletop } from './tabletop.ts'

/**
 * Puts the members that modules use on the page, under the names that modules
 * know. Written from public API pages; only what the Crowdcrit module touches.
 */
export async function installGameApi(table: Tabletop) {
  const { snapshot } = table
  const words = await loadLanguage(table)
  const localize = (key: string) => words.get(key) ?? key
  setLocalizer(localize)
  const settings = new SettingsStore(table)
  const dice3d = new DiceAnimation(table)
  announceDice(table, dice3d)

  const game = {
    release: { generation: table.switches.generation },
    world: snapshot.world,
    system: {
      id: table.switches.system,
      version: 'stand-in',
      primaryTokenAttribute: 'attributes.hp',
    },
    get user() {
      return table.me
    },
    users: table.users,
    actors: table.actors,
    scenes: { ...lookUp(table.scenes), active: table.scenes.contents[0] },
    combats: table.combats,
    playlists: playlists(table),
    macros: macros(table),
    messages: table.messages,
    modules: { get: (id: string) => moduleEntry(table, id) },
    i18n: {
      localize,
      format: (key: string, data: Record<string, string>) =>
        localize(key).replace(/\{(\w+)\}/g, (_, name: string) => data[name] ?? ''),
    },
    settings,
    dice3d,
  }
  const chatMessage = {
    async create(data: Partial<MessageData>, { keepId = false } = {}) {
      const created = keepId ? data : { ...data, _id: undefined }
      await table.line.ask({ op: 'createMessage', data: created })
      return created._id ? table.messages.get(created._id) : undefined
    },
  }
  Object.assign(globalThis, {
    game,
    Hooks: table.hooks,
    ChatMessage: chatMessage,
    Roll: RollDocument,
    CONFIG: { statusEffects: CONDITIONS },
    foundry: { applications: { api: { ApplicationV2: Application } } },
    ui: {
      notifications: {
        info: (text: string) => notify('info', text),
        warn: (text: string) => notify('warn', text),
        error: (text: string) => notify('error', text),
      },
    },
  })
  return settings
}

function lookUp<T extends { id: string }>(list: DocumentList<T>) {
  return { contents: list.contents, get: (id: string) => list.get(id) }
}

/** One playlist; a sound is a line of text to everybody. */
function playlists(table: Tabletop) {
  table.hooks.on('standInSound', (name) => notify('info', `♪ ${String(name)}`))
  const storm = {
    id: 'playlistStorm001',
    name: 'Storm',
    sounds: new DocumentList(() => SOUNDS),
    playSound: ({ name }: { name: string }) => table.line.ask({ op: 'playSound', name }),
  }
  return new DocumentList(() => [storm])
}

/** A macro says its name, as a sound does. */
function macros(table: Tabletop) {
  const execute = (name: string) => table.line.ask({ op: 'playSound', name })
  const all = MACROS.map(({ id, name }) => ({ id, name, execute: () => execute(name) }))
  return new DocumentList(() => all)
}

function moduleEntry(table: Tabletop, id: string) {
  if (id === 'dice-so-nice') return { active: table.switches.dice !== 'off' }
  const { module } = table.snapshot
  return id === 'crowdcrit' && module ? { active: true, ...module } : undefined
}

/** First in the list, so that an animation runs when a module asks for it. */
function announceDice(table: Tabletop, dice3d: DiceAnimation) {
  table.hooks.on('createChatMessage', (created) => {
    if (typeof created !== 'object' || created === null || !('id' in created)) return
    const message = table.messages.get(String(created.id))
    const faces = message?.rolls.flatMap(({ dice }) =>
      dice.flatMap(({ results }) => results.map(({ result }) => result))
    )
    if (message && faces) dice3d.begin(message.id, faces)
  })
}

async function loadLanguage({ snapshot }: Tabletop) {
  const wanted = new URLSearchParams(location.search).get('lang') ?? 'en'
  const languages = snapshot.module?.languages ?? []
  const found = languages.find(({ lang }) => lang === wanted) ?? languages[0]
  const words = new Map<string, string>()
  if (!found) return words

  const response = await fetch(`/modules/crowdcrit/${found.path}`)
  flatten(await response.json(), '', words)
  return words
}

function flatten(value: unknown, path: string, into: Map<string, string>) {
  if (typeof value === 'string') into.set(path, value)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value))
    flatten(inner, path ? `${path}.${key}` : key, into)
}
