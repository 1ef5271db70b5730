import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Recorded {
  path: string
  body: Record<string, any>
  authorization: string | null
}

/**
 * A bridge in one process with one lease, for browser specs of the module: it
 * answers as `app/foundry/protocol.ts` says and remembers what it was told.
 */
export class FakeBridge {
  readonly requests: Recorded[] = []
  readonly commands: Record<string, unknown>[] = []
  token = 'secret-token-of-the-fake-bridge'
  approved = true
  revoked = false
  /** The world that it takes for a copy of the paired one, by its instance id. */
  copyOf: string | null = null
  holder: string | null = null
  fencing = 0
  paused = false
  /** As behind a proxy that drops what CORS needs. */
  hidesCors = false
  /** What it says of itself; a spec may make it another server, or another version. */
  about: Record<string, unknown> | null = {
    app: 'crowdcrit',
    serverVersion: '0.1.0',
    protocol: 1,
    oldestProtocol: 1,
  }
  manualTriggers: { eventId: string; name: string }[] = []
  /** Codes of GM actions that come to nothing. */
  refusedActions: Record<string, string> = {}
  #results = new Map<string, Record<string, any>>()
  #streams = new Map<ServerResponse, string>()
  #server = createServer((request, response) => void this.#answer(request, response))

  async listen() {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  close() {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  get events() {
    return this.told('/events').flatMap(({ body }) => body.events)
  }

  told(path: string) {
    return this.requests.filter((request) => request.path.startsWith(path))
  }

  result(id: string) {
    return this.#results.get(id)
  }

  order(command: Record<string, unknown>) {
    const seq = this.commands.length + 1
    this.commands.push({
      v: 1,
      seq,
      issuedAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 120_000).toISOString(),
      origin: { kind: 'instance', label: 'Invert', viewer: '<img src=x onerror=alert(1)>' },
      ...command,
    })
    this.tell({ event: 'poke', data: { head: seq } })
  }

  tell(payload: unknown) {
    for (const stream of this.#streams.keys()) frame(stream, payload)
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    if (!this.hidesCors) {
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type')
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()

    const url = new URL(request.url ?? '/', 'http://bridge')
    const path = url.pathname.replace('/api/foundry/v1', '')
    const authorization = request.headers.authorization ?? null
    const text: string[] = []
    for await (const piece of request) text.push(String(piece))
    const body = JSON.parse(text.join('') || '{}')
    this.requests.push({ path, body, authorization })

    if (path === '/about') {
      if (this.about === null) return refuse(response, 404, 'not_found')
      return send(response, { serverTime: new Date().toISOString(), ...this.about })
    }
    if (path === '/approve') return void response.end('<title>approve</title>')
    if (!path.startsWith('/pair') && (this.revoked || authorization !== `Bearer ${this.token}`)) {
      return refuse(response, 401, 'E_TOKEN')
    }
    this.#dispatch(path, body, url, response)
  }

  #dispatch(path: string, body: any, url: URL, response: ServerResponse) {
    const clientId = body.clientId ?? url.searchParams.get('clientId')
    if (path === '/pair/start') return send(response, this.#pairing(url))
    if (path === '/pair/poll') {
      if (!this.approved) return refuse(response, 400, 'authorization_pending')
      return send(response, {
        access_token: this.token,
        token_type: 'Bearer',
        connectionId: 'connection-1',
        campaign: { id: 'campaign-1', name: 'The Emberfall Road' },
      })
    }
    if (path === '/token/rotate') {
      this.token = `${this.token}-next`
      return send(response, { access_token: this.token, token_type: 'Bearer' })
    }
    if (path === '/stream') return this.#stream(clientId, response)
    if (path === '/hello' && body.instanceId === this.copyOf) {
      return refuse(response, 403, 'another_world')
    }
    if (path === '/hello') {
      this.#claim(clientId, body.candidate)
      return send(response, {
        ...this.#basics(clientId),
        protocol: 1,
        serverVersion: '0.1.0',
        compatibility: 'ok',
        connectionId: 'connection-1',
        campaign: { id: 'campaign-1', name: 'The Emberfall Road' },
        heartbeatInterval: 20,
        config: this.#config,
      })
    }
    if (path === '/heartbeat') {
      if (body.release && this.holder === clientId) this.#free()
      else this.#claim(clientId, body.candidate)
      return send(response, this.#basics(clientId))
    }
    const isByGm = path === '/events' && body.events.every(({ type }: any) => type === 'gm')
    if (this.holder !== clientId && !isByGm) return refuse(response, 409, 'E_STALE')
    if (path === '/commands') {
      const after = Number(url.searchParams.get('after'))
      const open = this.commands.filter(
        ({ seq, id }) => Number(seq) > after && !this.#results.has(String(id))
      )
      return send(response, { ...this.#basics(clientId), commands: open })
    }
    if (path === '/events') {
      const refusal = ({ action }: any) => this.refusedActions[action]
      const taken = body.events.filter((event: any) => !refusal(event))
      for (const { action, target } of taken) this.#pressed(action, target)
      return send(response, {
        accepted: taken.map(({ eventId }: { eventId: string }) => eventId),
        rejected: body.events
          .filter(refusal)
          .map((event: any) => ({ eventId: event.eventId, code: refusal(event), message: '' })),
      })
    }
    const result = /^\/commands\/(.+)\/result$/.exec(path)
    if (result) {
      const recorded = !this.#results.has(result[1])
      if (recorded) this.#results.set(result[1], body)
      return send(response, { status: body.status, recorded })
    }
    return send(response, {})
  }

  #pairing(url: URL) {
    const { port } = this.#server.address() as AddressInfo
    const page = new URL('/approve', `http://127.0.0.1:${port}${url.pathname === '' ? '' : ''}`)
    return {
      device_code: 'device-code',
      user_code: 'BCDF-GHJK',
      verification_uri: page.href,
      verification_uri_complete: `${page.href}?code=BCDF-GHJK`,
      expires_in: 900,
      interval: 1,
    }
  }

  #stream(clientId: string, response: ServerResponse) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    this.#streams.set(response, clientId)
    frame(response, { event: 'hello', data: this.#basics(clientId) })
    response.on('close', () => {
      this.#streams.delete(response)
      if (this.holder === clientId) this.#free()
    })
  }

  /** As the server does: every tab hears of a break, an undo becomes a command. */
  #pressed(action: unknown, target: unknown) {
    if (action === 'undo') {
      const id = `0191d0aa-0000-7000-9000-${String(this.commands.length).padStart(12, '0')}`
      return this.order({ id, type: 'command.undo', payload: { commandId: target } })
    }
    if (action !== 'pause' && action !== 'resume' && action !== 'panic') return
    this.paused = action !== 'resume'
    this.tell({ event: 'config', data: { paused: this.paused, config: this.#config } })
  }

  get #config() {
    return { rollMaxAge: 120, rollRules: [], manualTriggers: this.manualTriggers, switchedOff: [] }
  }

  #claim(clientId: string, isCandidate: boolean) {
    if (this.holder !== null || !isCandidate) return
    this.holder = clientId
    this.fencing++
  }

  #free() {
    this.holder = null
    this.tell({
      event: 'lease',
      data: { held: false, fencing: ++this.fencing, holder: null, ttl: 0 },
    })
  }

  #basics(clientId: string) {
    return {
      serverTime: new Date().toISOString(),
      head: this.commands.length,
      paused: this.paused,
      lease: {
        held: this.holder === clientId,
        fencing: this.fencing,
        holder: this.holder === null || this.holder === clientId ? null : 'Game Master',
        ttl: 60,
      },
    }
  }
}

function frame(stream: ServerResponse, payload: unknown) {
  stream.write(`data: ${JSON.stringify({ channel: 'foundry/1', payload })}\n\n`)
}

function send(response: ServerResponse, body: unknown) {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ error: { code, message: 'Refused.' } }))
}
