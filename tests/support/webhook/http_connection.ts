import { connect, type Socket } from 'node:net'
import { once } from 'node:events'

const END = '\r\n\r\n'

/**
 * One HTTP connection that is kept open, with one request at a time. A client of Node's own would take more of the
 * two cores than the server that is measured.
 */
export class HttpConnection {
  #socket: Socket
  #received = ''
  #answer: PromiseWithResolvers<number> | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (data: string) => this.#receive(data))
    socket.on('error', (error) => this.#answer?.reject(error))
    socket.on('close', () => this.#answer?.reject(new Error('The server closed the connection')))
  }

  static async open(port: number): Promise<HttpConnection> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new HttpConnection(socket)
  }

  /** False once the server has closed it, as it does after some seconds of silence. */
  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.readable
  }

  /** @returns the status of the answer; its body, if any, is skipped */
  post(request: string): Promise<number> {
    this.#answer = Promise.withResolvers<number>()
    this.#socket.write(request)
    return this.#answer.promise
  }

  close(): void {
    this.#answer = undefined
    this.#socket.destroy()
  }

  #receive(data: string): void {
    this.#received += data
    const end = this.#received.indexOf(END)
    if (end < 0) {
      return
    }
    const length = Number(/content-length: (\d+)/i.exec(this.#received.slice(0, end))?.[1] ?? 0)
    if (this.#received.length < end + END.length + length) {
      return
    }
    const status = Number(this.#received.slice(9, 12))
    this.#received = this.#received.slice(end + END.length + length)
    this.#answer?.resolve(status)
  }
}
