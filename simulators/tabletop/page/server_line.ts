import type { News, Operation, Snapshot } from '../shared.ts'

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void }

/** The page's line to the stand-in's own server. */
export class ServerLine {
  #socket: WebSocket
  #waiting = new Map<number, Waiting>()
  #next = 1
  #listener: (news: News) => void = () => {}

  private constructor(socket: WebSocket) {
    this.#socket = socket
  }

  /** Resolves with the line and the world as it is now. */
  static open(user: string): Promise<{ line: ServerLine; snapshot: Snapshot }> {
    const socket = new WebSocket(`ws://${location.host}/socket?user=${encodeURIComponent(user)}`)
    const line = new ServerLine(socket)
    return new Promise((resolve, reject) => {
      socket.addEventListener('error', () => reject(new Error('The tabletop’s server is away')))
      socket.addEventListener('message', ({ data }) => {
        const news: News = JSON.parse(String(data))
        if (news.news === 'snapshot') resolve({ line, snapshot: news.snapshot })
        else line.#told(news)
      })
    })
  }

  onNews(listener: (news: News) => void) {
    this.#listener = listener
  }

  onEnd(listener: () => void) {
    this.#socket.addEventListener('close', listener)
  }

  /** Resolves once the server has done it; rejects with its reason. */
  ask(operation: Operation): Promise<unknown> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return reject(new Error('The line is down'))
      this.#waiting.set(id, { resolve, reject })
      this.#socket.send(JSON.stringify({ id, operation }))
    })
  }

  #told(news: News) {
    if (news.news !== 'answer') return this.#listener(news)
    const waiting = this.#waiting.get(news.id)
    this.#waiting.delete(news.id)
    if (news.error === null) waiting?.resolve(news.result)
    else waiting?.reject(new Error(news.error))
  }
}
