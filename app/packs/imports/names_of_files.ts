import { cleanText } from '#core/clean_text'

const LONGEST = 60

/** A name for the card of a picture: "03_ash-moth.png" is "Ash moth". */
export function nameOfPicture(file: string): string {
  const words = cleanText(
    file
      .replace(/^.*[\\/]/, '')
      .replace(/\.[a-z0-9]+$/i, '')
      .replace(/^\d+[\s._-]+/, '')
      .replace(/[\s_-]+/g, ' '),
    LONGEST
  )
  return words.charAt(0).toUpperCase() + words.slice(1) || 'New card'
}

/** The rarity one of its folders is called by, the innermost first. */
export function rarityOfPath(file: string, rarities: Map<string, string>): string | undefined {
  const folders = file.normalize('NFC').replaceAll('\\', '/').toLowerCase().split('/').slice(0, -1)
  const folder = folders.findLast((name) => rarities.has(name))
  return folder === undefined ? undefined : rarities.get(folder)
}
