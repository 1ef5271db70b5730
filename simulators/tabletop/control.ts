import * as read from './read_bodies.ts'
import { TableError } from './table_error.ts'
import type { Table } from './table.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sockets } from './sockets.ts'

/** The control API that tests steer the stand-in with. Bodies and answers are JSON. */
export async function control(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  table: Table,
  sockets: Sockets
) {
  try {
    const body = request.method === 'POST' ? await readJson(request) : {}
    const answer = dispatch(`${request.method} ${path}`, body, table, sockets)
    if (answer === undefined) return respond(response, 404, { error: 'There is no such control' })
    respond(response, 200, answer)
  } catch (error) {
    if (!(error instanceof TableError) && !(error instanceof SyntaxError)) throw error
    respond(response, 422, { error: error.message })
  }
}

function dispatch(
  route: string,
  body: Record<string, unknown>,
  table: Table,
  sockets: Sockets
): unknown {
  switch (route) {
    case 'GET /control/state':
      return state(table, sockets)
    case 'POST /control/roll':
      return shown(table.roll(read.rollRequest(body)))
    case 'POST /control/message':
      return createMessage(body, table)
    case 'POST /control/switches':
      return table.change(read.switches(body))
    case 'POST /control/reset':
      table.reset()
      return { ok: true }
  }
}

function createMessage(body: Record<string, unknown>, table: Table) {
  const { author, data } = read.message(body)
  return shown(table.createMessage(data, author))
}

function state(table: Table, sockets: Sockets) {
  const { users, actors, scene, combats, sounds, settings, switches, messages } = table
  const rest = { scene, combats, sounds }
  return {
    ...rest,
    users,
    actors,
    settings,
    switches,
    tabs: sockets.tabs,
    messages: messages.map(shown),
  }
}

/** Rolls are stored as text; whoever asks wants to read them. */
function shown(message: { rolls: string[] }) {
  return { ...message, rolls: message.rolls.map((roll): unknown => JSON.parse(roll)) }
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  const body: unknown = JSON.parse(Buffer.concat(pieces).toString() || '{}')
  if (typeof body !== 'object' || body === null) throw new TableError('The body is an object')
  return { ...body }
}

function respond(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}
