import type { Readable } from 'node:stream'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { LARGEST_FILE } from '#packs/pictures/picture_rules'

/**
 * A picture from the body of a request, never more of it than is allowed. The rest is let pass: who is
 * cut off while sending does not hear why.
 *
 * @throws PictureRefused
 */
export function readUpload(body: Readable): Promise<Buffer> {
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
    body.once('error', reject)
    body.once('close', () => reject(new PictureRefused('damaged')))
  })
}
