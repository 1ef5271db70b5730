/**
 * The reference: Node's server that checks the signature, parses, and inserts one row. Nothing else is stored, counted or
 * compared.
 */
import { once } from 'node:events'
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'

const CONNECTIONS = 10

const key = createSecretKey(process.env.BARE_SECRET ?? '', 'utf8')
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS })

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => void answer(Buffer.concat(chunks)))

  async function answer(body: Buffer): Promise<void> {
    const [id, sentAt, signature] = ['id', 'timestamp', 'signature'].map((name) =>
      String(request.headers[`twitch-eventsub-message-${name}`])
    )
    const expected = createHmac('sha256', key)
      .update(id + sentAt)
      .update(body)
      .digest()
    if (!timingSafeEqual(expected, Buffer.from(signature.slice(7), 'hex'))) {
      response.writeHead(403).end()
      return
    }
    const { event } = JSON.parse(body.toString('utf8'))
    await pool.query({
      name: 'insert',
      text: 'INSERT INTO bare.messages (id, event) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      values: [id, JSON.stringify(event)],
    })
    response.writeHead(204).end()
  }
})

server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.send?.(server.address())
process.once('disconnect', () => {
  server.closeAllConnections()
  server.close()
  void pool.end()
})
