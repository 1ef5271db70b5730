import type { OverlayPack } from '../contract.ts'
import { bestCards } from './best_cards.ts'

/** A pack's pictures, fetched and decoded while it waits and is torn open. */
export class Pictures {
  #loads = new Map<string, Promise<HTMLImageElement | null>>()

  constructor({ mode, packs }: OverlayPack) {
    const cards =
      mode === 'batch'
        ? bestCards(packs).map(({ card }) => card)
        : packs.flatMap((opening) => opening.cards)
    for (const url of [packs[0]?.set.picture, ...cards.map(({ picture }) => picture)]) {
      if (url && !this.#loads.has(url)) this.#loads.set(url, load(url))
    }
  }

  /** Puts a picture in its place once it can be shown, or what is drawn instead. Nothing waits for it. */
  show(url: string | null, place: HTMLElement, drawn: () => HTMLElement) {
    const picture = this.#loads.get(url ?? '')
    if (picture) void picture.then((image) => place.append(image?.cloneNode() ?? drawn()))
    else place.append(drawn())
  }
}

/** Null when it is missing or broken: what is drawn takes its place. */
async function load(url: string): Promise<HTMLImageElement | null> {
  const image = new Image()
  image.className = 'pack-picture'
  image.alt = ''
  image.src = url
  return image.decode().then(
    () => image,
    () => null
  )
}
