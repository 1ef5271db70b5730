import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

const XML = { 'content-type': 'application/xml' }
const NO_SUCH_KEY = '<Error><Code>NoSuchKey</Code><Message>There is none</Message></Error>'

interface Kept {
  bytes: Buffer
  type: string
}

/**
 * One bucket that speaks as much of Amazon S3's REST protocol as pictures need: objects are put, looked for, read,
 * listed by folder, a few to a page, and deleted. It keeps who signed each request, and checks no signature.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/
 */
export class OwnBucket {
  readonly objects = new Map<string, Kept>()
  readonly signedBy: string[] = []
  #server: Server

  private constructor(
    readonly name: string,
    private pageSize: number
  ) {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: Error) => response.destroy(error))
    })
  }

  static async start(name: string, pageSize: number): Promise<OwnBucket> {
    const bucket = new OwnBucket(name, pageSize)
    bucket.#server.listen(0, '127.0.0.1')
    await once(bucket.#server, 'listening')
    return bucket
  }

  get endpoint(): string {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('It does not listen')
    return `http://127.0.0.1:${address.port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.endpoint)
    const [, bucket, ...rest] = decodeURIComponent(pathname).split('/')
    const key = rest.join('/')
    this.signedBy.push(request.headers.authorization?.split(',')[0] ?? 'nobody')
    const body = await buffer(request)

    if (bucket !== this.name) return void response.writeHead(404, XML).end()
    if (searchParams.has('delete')) return this.#deleteNamed(body.toString(), response)
    if (searchParams.has('list-type')) return this.#list(searchParams, response)
    if (request.method === 'PUT') {
      this.objects.set(key, { bytes: body, type: request.headers['content-type'] ?? '' })
      return void response.writeHead(200).end()
    }
    return this.#read(key, request.method === 'HEAD', response)
  }

  #read(key: string, isHead: boolean, response: ServerResponse): void {
    const kept = this.objects.get(key)
    if (!kept) return void response.writeHead(404, XML).end(isHead ? undefined : NO_SUCH_KEY)
    response.writeHead(200, { 'content-type': kept.type, 'content-length': kept.bytes.length })
    response.end(isHead ? undefined : kept.bytes)
  }

  #deleteNamed(xml: string, response: ServerResponse): void {
    const keys = [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key)
    for (const key of keys) this.objects.delete(key)
    const deleted = keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('')
    response.writeHead(200, XML).end(`<DeleteResult>${deleted}</DeleteResult>`)
  }

  /** Keys, and with a delimiter the folders they lie in, in their order; a page begins after its token. */
  #list(query: URLSearchParams, response: ServerResponse): void {
    const prefix = query.get('prefix') ?? ''
    const delimiter = query.get('delimiter')
    const after = query.get('continuation-token') ?? ''
    const names = [...this.objects.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => (delimiter ? folderOf(key, prefix, delimiter) : key))
    const left = [...new Set(names)].sort().filter((name) => name > after)
    const page = left.slice(0, this.pageSize)
    const isCut = left.length > page.length

    const entries = page.map((name) =>
      delimiter && name.endsWith(delimiter)
        ? `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`
        : `<Contents><Key>${name}</Key><Size>${this.objects.get(name)?.bytes.length}</Size></Contents>`
    )
    const next = isCut ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    response
      .writeHead(200, XML)
      .end(
        `<ListBucketResult><Name>${this.name}</Name><Prefix>${prefix}</Prefix><IsTruncated>${isCut}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`
      )
  }
}

function folderOf(key: string, prefix: string, delimiter: string): string {
  const end = key.indexOf(delimiter, prefix.length)
  return end < 0 ? key : key.slice(0, end + 1)
}
