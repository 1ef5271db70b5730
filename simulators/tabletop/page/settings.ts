import type { Tabletop } from './tabletop.ts'

interface Setting {
  scope: 'world' | 'client'
  default: unknown
  onChange?: (value: unknown) => void
}

export interface SettingsMenu {
  name: string
  label: string
  hint: string
  restricted: boolean
  type: new () => { render(options: { force: boolean }): unknown }
}

/** Settings by scope: the world's on the server for everybody, the client's in this browser. */
export class SettingsStore {
  readonly menus = new Map<string, SettingsMenu>()
  #registered = new Map<string, Setting>()
  #table: Tabletop

  constructor(table: Tabletop) {
    this.#table = table
    // As in Foundry, everybody hears of a world setting, whoever has set it.
    table.hooks.on('standInSetting', (name, value) => {
      if (typeof name === 'string') this.#registered.get(name)?.onChange?.(value)
    })
  }

  register(namespace: string, key: string, setting: Setting) {
    this.#registered.set(`${namespace}.${key}`, setting)
  }

  registerMenu(namespace: string, key: string, menu: SettingsMenu) {
    this.menus.set(`${namespace}.${key}`, menu)
  }

  get(namespace: string, key: string): unknown {
    const name = `${namespace}.${key}`
    const setting = this.#find(name)
    const stored =
      setting.scope === 'world' ? this.#table.worldSettings[name] : read(localStorage.getItem(name))
    return structuredClone(stored ?? setting.default)
  }

  async set(namespace: string, key: string, value: unknown): Promise<unknown> {
    const name = `${namespace}.${key}`
    const setting = this.#find(name)
    if (setting.scope === 'world') {
      await this.#table.line.ask({ op: 'setSetting', key: name, value })
      return value
    }
    localStorage.setItem(name, JSON.stringify(value))
    setting.onChange?.(value)
    return value
  }

  #find(name: string): Setting {
    const setting = this.#registered.get(name)
    if (!setting) throw new Error(`${name} is not a registered setting`)
    return setting
  }
}

function read(text: string | null): unknown {
  return text === null ? undefined : JSON.parse(text)
}
