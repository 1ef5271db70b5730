/** Numbers that are the same for a seed each time. */
export class Mutations {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1
  }

  below(limit: number): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    this.#state >>>= 0
    return this.#state % Math.max(1, limit)
  }
}

/** What breaks readers of tables, zips and pictures. */
const NASTY = [
  '"',
  ',,,,,,,,',
  '\r\n\r\n',
  ';',
  '\u0000',
  '\u202e',
  '../../etc/passwd.png',
  '..\\..\\evil.png',
  '=cmd|A1',
  '__proto__',
  '<script>alert(1)</script>',
  'PK\u0003\u0004',
  'PK\u0001\u0002',
  'PK\u0005\u0006',
  'RIFF',
  '99999999999999999999',
  '-1',
  '1/0',
  'name,rarity\n',
  '\ud83d\ude00'.repeat(40),
].map((text) => Buffer.from(text))

/** The file with one to four changes: bytes flipped, cut, doubled, put elsewhere, or something nasty put in. */
export function mutate(bytes: Buffer, random: Mutations): Buffer {
  let changed = Buffer.from(bytes)
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    changed = Buffer.from(change(changed, random))
  }
  return changed
}

function change(bytes: Buffer, random: Mutations): Buffer {
  const at = random.below(bytes.length)
  const to = at + random.below(Math.min(64, bytes.length - at))
  const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
  const nasty = NASTY[random.below(NASTY.length)] ?? Buffer.alloc(0)
  switch (random.below(6)) {
    case 0:
      return Buffer.concat([before, Buffer.from([random.below(256)]), bytes.subarray(at + 1)])
    case 1:
      return Buffer.concat([before, after])
    case 2:
      return Buffer.concat([before, part, part, after])
    case 3:
      return Buffer.concat([before, nasty, after])
    case 4:
      return Buffer.concat([before, nasty, bytes.subarray(at + nasty.length)])
    default:
      return random.below(8) === 0 ? before : Buffer.concat([before, after, part])
  }
}
