import { buffer } from 'node:stream/consumers'
import sharp, { type OverlayOptions } from 'sharp'
import { keepingLast } from '#core/keeping_last'
import type { Sql } from '#core/sql'
import { FewAtOnce } from '#packs/pictures/few_at_once'
import { readFile } from '#packs/pictures/picture_files'

/** As social networks show a link. */
const [WIDTH, HEIGHT] = [1200, 630]
const [CARD_WIDTH, CARD_HEIGHT] = [270, 378]
const BORDER = 8
const RADIUS = 18
const BACKGROUND = '#14121f'
const TRANSPARENT = { r: 0, g: 0, b: 0, alpha: 0 }

/** Where cards lie, by how many there are: degrees, and pixels from the middle. */
const SPREAD = { degrees: 7, apart: 190, sag: 14 }

/** Each takes some fifty megabytes. */
const drawing = new FewAtOnce(2)

/** Half a megabyte each; a link that many open at once is drawn once. */
const drawn = keepingLast<Buffer>(60)

interface ShownCard {
  pictureId: string | null
  colour: string
}

/** The rarest cards of a viewer that the stream has seen, each once. */
export function rarestCards(
  sql: Sql,
  streamerId: string,
  viewerId: number,
  atMost: number
): Promise<ShownCard[]> {
  return sql.run<ShownCard>(
    `SELECT c.picture_id AS "pictureId", r.colour
     FROM cards c JOIN card_rarities r ON r.id = c.published_rarity_id
     JOIN pack_offers o ON o.set_id = c.set_id AND o.streamer_id = $1
     WHERE c.id IN (SELECT card_id FROM collections
       WHERE streamer_id = $1 AND viewer_id = $2 AND shown > 0)
     ORDER BY r.published_position DESC, c.position LIMIT $3`,
    [streamerId, viewerId, atMost]
  )
}

/**
 * A hand of cards as a picture, for whoever passes a link on. It has no words: those are in the
 * reader's own language beside it.
 *
 * @param cards the first one lies on top, in the middle
 * @returns a PNG of 1200 by 630 pixels
 */
export function sharePicture(cards: ShownCard[]): Promise<Buffer> {
  const key = cards.map(({ pictureId, colour }) => `${pictureId} ${colour}`).join()
  return drawn(key, () => drawing.run(() => hand(cards)))
}

async function hand(cards: ShownCard[]): Promise<Buffer> {
  // Of an even number none is in the middle.
  const middle = cards.length % 2 === 0 ? 0.5 : 0
  const places = cards.map((card, index) => ({ card, offset: offsetOf(index) - middle }))
  // Those farther out lie below.
  const layers = await Promise.all(places.toReversed().map(layerOf))
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: BACKGROUND } })
    .composite([{ input: glow(cards[0]?.colour ?? BACKGROUND) }, ...layers])
    .png()
    .toBuffer()
}

/** 0, 1, -1, 2, -2: to both sides in turns. */
const offsetOf = (index: number) => Math.ceil(index / 2) * (index % 2 === 0 ? -1 : 1)

async function layerOf({ card, offset }: { card: ShownCard; offset: number }) {
  const turned = sharp(await draw(card)).rotate(offset * SPREAD.degrees, {
    background: TRANSPARENT,
  })
  const { data, info } = await turned.png().toBuffer({ resolveWithObject: true })
  return {
    input: data,
    left: Math.round(WIDTH / 2 + offset * SPREAD.apart - info.width / 2),
    top: Math.round(HEIGHT / 2 + offset ** 2 * SPREAD.sag - info.height / 2),
  } satisfies OverlayOptions
}

/** The picture with round corners, on a frame in the rarity's colour. */
async function draw({ pictureId, colour }: ShownCard): Promise<Buffer> {
  const inner = { width: CARD_WIDTH - 2 * BORDER, height: CARD_HEIGHT - 2 * BORDER }
  const file = pictureId === null ? null : await readFile(pictureId, 'card')
  const layers: OverlayOptions[] = []
  if (file) {
    const picture = await sharp(await buffer(file))
      .resize({ ...inner, fit: 'cover' })
      .composite([
        {
          input: rectangle({ ...inner, radius: RADIUS - BORDER, colour: '#ffffff' }),
          blend: 'dest-in',
        },
      ])
      .png()
      .toBuffer()
    layers.push({ input: picture, left: BORDER, top: BORDER })
  }
  const frame = rectangle({ width: CARD_WIDTH, height: CARD_HEIGHT, radius: RADIUS, colour })
  return sharp(frame).composite(layers).png().toBuffer()
}

interface Rectangle {
  width: number
  height: number
  radius: number
  /** `#RRGGBB`, as the database insists. */
  colour: string
}

function rectangle({ width, height, radius, colour }: Rectangle) {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
       <rect width="${width}" height="${height}" rx="${radius}" fill="${colour}"/></svg>`
  )
}

function glow(colour: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
       <defs><radialGradient id="g"><stop offset="0" stop-color="${colour}" stop-opacity="0.55"/>
         <stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs>
       <rect width="${WIDTH}" height="${HEIGHT}" fill="url(#g)"/></svg>`
  )
}
