import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { stripTypeScriptTypes } from 'node:module'
import { control } from './control.ts'
import { moduleInfo, type ModuleSource } from './module_source.ts'
import { Sockets } from './sockets.ts'
import { startPage, tablePage, userOf } from './pages.ts'
import { Table } from './table.ts'
import type { Switches } from './shared.ts'

const TYPES: Record<string, string> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
}

export interface TabletopOptions {
  appUrl: string
  source: ModuleSource
  switches: Switches
}

/** The stand-in's own server, on loopback only. */
export class TabletopServer {
  #options: TabletopOptions
  #server: Server = createServer((request, response) => void this.#answer(request, response))
  #sockets: Sockets
  #table: Table

  constructor(options: TabletopOptions) {
    this.#options = options
    const module = () => moduleInfo(options.source, options.appUrl)
    this.#sockets = new Sockets(() => this.#table, module, options.appUrl)
    this.#table = new Table(options.switches, (news) => this.#sockets.broadcast(news))
    this.#server.on('upgrade', (request: IncomingMessage, socket, head) => {
      const url = addressOf(request)
      const userId = userOf(url.searchParams.get('user'))
      if (url.pathname !== '/socket' || userId === null) return socket.destroy()
      this.#sockets.upgrade(request, socket, head, userId)
    })
  }

  /** Resolves with the port. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  }

  close() {
    this.#sockets.close()
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    try {
      await this.#route(request, response)
    } catch (error) {
      console.error(error)
      if (!response.headersSent) response.writeHead(500)
      response.end('The stand-in stumbled; its log says more.')
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = addressOf(request)
    const { source, appUrl } = this.#options
    if (pathname.startsWith('/control/')) {
      return control(pathname, request, response, this.#table, this.#sockets)
    }
    if (pathname === '/') {
      return page(response, startPage(appUrl, (await source.file('module.json')) !== null))
    }
    if (pathname === '/gm' || pathname === '/player') {
      return userOf(searchParams.get('user')) === null
        ? missing(response)
        : page(response, tablePage())
    }
    const found = pathname.startsWith('/modules/crowdcrit/')
      ? await source.file(decodeURIComponent(pathname.slice('/modules/crowdcrit/'.length)))
      : await pageFile(pathname)
    if (!found) return missing(response)
    response.writeHead(200, {
      'Content-Type': TYPES[extname(pathname)] ?? 'application/octet-stream',
      'Cache-Control': 'no-store',
    })
    response.end(found)
  }
}

/** The page's own scripts are TypeScript; a browser gets them without the types. */
async function pageFile(pathname: string): Promise<string | null> {
  const isShared = pathname === '/shared.ts' || pathname === '/demo_world.ts'
  if (!isShared && !/^\/page\/[a-z0-9_]+\.(ts|css)$/.test(pathname)) return null
  const text = await readFile(join(import.meta.dirname, pathname), 'utf8').catch(() => null)
  return text !== null && pathname.endsWith('.ts') ? stripTypeScriptTypes(text) : text
}

function addressOf(request: IncomingMessage) {
  return new URL(request.url ?? '/', 'http://tabletop')
}

function page(response: ServerResponse, html: string) {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  })
  response.end(html)
}

function missing(response: ServerResponse) {
  response.writeHead(404, { 'Content-Type': 'text/plain' })
  response.end('There is nothing here. Start at /')
}
