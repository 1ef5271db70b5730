import type { IncomingMessage } from 'node:http'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { LARGEST_FILE } from '#packs/pictures/picture_rules'
import { whileItComes } from '#packs/pictures/while_it_comes'

/**
 * A picture from the body of a request, never more of it than is allowed. The rest is let pass: who is
 * cut off while sending does not hear why.
 *
 * @param patienceMs after so long without a byte nothing more is expected
 * @throws PictureRefused
 */
export function readUpload(body: IncomingMessage, patienceMs?: number): Promise<Buffer> {
  return whileItComes(body, () => bytesOf(body), patienceMs)
}

function bytesOf(body: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    body.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= LARGEST_FILE) {
        chunks.push(chunk)
      } else {
        chunks.length = 0
        reject(new PictureRefused('too_large'))
      }
    })
    body.once('end', () => resolve(Buffer.concat(chunks)))
  })
}
