import { WebSocketServer, type WebSocket } from 'ws'
import { TableError } from './table_error.ts'
import { WORLD } from './demo_world.ts'
import type { MessageData, ModuleInfo, News, Operation, Request } from './shared.ts'
import type { Table } from './table.ts'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

interface Tab {
  socket: WebSocket
  userId: string
}

/** The tabs that are open, and what they are told. */
export class Sockets {
  #server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 })
  #tabs = new Set<Tab>()
  #table: () => Table
  #module: () => Promise<ModuleInfo | null>
  #appUrl: string

  constructor(table: () => Table, module: () => Promise<ModuleInfo | null>, appUrl: string) {
    this.#table = table
    this.#module = module
    this.#appUrl = appUrl
  }

  get tabs() {
    return [...this.#tabs].map(({ userId }) => userId)
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, userId: string) {
    this.#server.handleUpgrade(request, socket, head, (opened) => void this.#opened(opened, userId))
  }

  /** Everybody is told, a player only what a player may see. */
  broadcast(news: News) {
    for (const tab of this.#tabs) {
      if ('message' in news && !this.#maySee(tab, news.message)) continue
      this.#later(() => send(tab, news))
    }
  }

  close() {
    for (const { socket } of this.#tabs) socket.terminate()
    this.#server.close()
  }

  async #opened(socket: WebSocket, userId: string) {
    const tab = { socket, userId }
    const module = await this.#module()
    this.#tabs.add(tab)
    this.#table().connected(userId, true)
    socket.on('close', () => this.#closed(tab))
    socket.on('message', (data) => this.#asked(tab, String(data)))

    const { users, actors, scene, combats, messages, settings, switches } = this.#table()
    const visible = messages.filter((message) => this.#maySee(tab, message))
    const snapshot = { users, actors, scene, combats, messages: visible, settings, switches }
    send(tab, {
      news: 'snapshot',
      snapshot: { world: WORLD, userId, module, appUrl: this.#appUrl, ...snapshot },
    })
  }

  #closed(tab: Tab) {
    this.#tabs.delete(tab)
    const isStillHere = [...this.#tabs].some(({ userId }) => userId === tab.userId)
    this.#table().connected(tab.userId, isStillHere)
  }

  #asked(tab: Tab, text: string) {
    const { id, operation }: Request = JSON.parse(text)
    this.#later(() => {
      const { error, result } = this.#perform(operation, tab.userId)
      this.#later(() => send(tab, { news: 'answer', id, error, result }))
    })
  }

  #perform(operation: Operation, userId: string) {
    try {
      return { error: null, result: this.#table().apply(operation, userId) ?? null }
    } catch (error) {
      if (error instanceof TableError) return { error: error.message, result: null }
      throw error
    }
  }

  #maySee({ userId }: Tab, { whisper, author, blind }: MessageData) {
    const user = this.#table().users.find(({ id }) => id === userId)
    if (!user || user.isGM || whisper.length === 0) return true
    return whisper.includes(userId) || (author === userId && !blind)
  }

  #later(work: () => void) {
    const { latencyMs } = this.#table().switches
    if (latencyMs === 0) work()
    else setTimeout(work, latencyMs)
  }
}

function send({ socket }: Tab, news: News) {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(news))
}
