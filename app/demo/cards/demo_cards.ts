import * as common from '#demo/cards/common_scenes'
import type { Scene } from '#demo/cards/common_scenes'
import * as legendary from '#demo/cards/legendary_scenes'
import * as rare from '#demo/cards/rare_scenes'
import * as uncommon from '#demo/cards/uncommon_scenes'
import type { Boon } from '#packs/boons/boon'

export interface DemoCard {
  name: string
  text: string
  scene: Scene
  /** Against the other cards of its rarity; 1 unless it says so. */
  weight?: number
  boon?: Boon
}

const DOUBLE: Boon = { kind: 'multiplier', factor: 2 }

/** The cards of each rarity, from the most common one. */
export const DEMO_CARDS: DemoCard[][] = [
  [
    {
      name: 'Road Lantern',
      text: 'Somebody lights it each evening. Nobody has seen who.',
      scene: common.roadLantern,
      weight: 3,
    },
    {
      name: 'Ash Moth',
      text: 'It only lands on what is about to burn.',
      scene: common.ashMoth,
      weight: 3,
    },
    {
      name: 'Toll Bridge',
      text: 'Two coppers, or a song they have not heard yet.',
      scene: common.tollBridge,
      weight: 3,
    },
    {
      name: 'Trail Bread',
      text: 'Still warm. That is what worries the rangers.',
      scene: common.trailBread,
      weight: 3,
    },
    {
      name: 'Fox Kit',
      text: 'Follows the party. Has opinions on the party.',
      scene: common.foxKit,
      weight: 2,
    },
    {
      name: 'Watchfire',
      text: 'As long as it burns, everybody counts double.',
      scene: common.watchfire,
      weight: 2,
      boon: DOUBLE,
    },
    {
      name: 'Millpond',
      text: 'Wishes sink. Some come up again.',
      scene: common.millpond,
      weight: 3,
    },
    { name: 'Goat Path', text: 'The goat calls it a road.', scene: common.goatPath, weight: 3 },
    {
      name: 'Cracked Bell',
      text: 'It rings one note too late for every hour.',
      scene: common.crackedBell,
      weight: 2,
    },
  ],
  [
    {
      name: 'Tinker’s Cart',
      text: 'Everything is for sale but the cart.',
      scene: uncommon.tinkersCart,
    },
    {
      name: 'Owl of the Ninth Hour',
      text: 'Ask it once. It remembers who asks twice.',
      scene: uncommon.ninthOwl,
    },
    {
      name: 'Thornwood Bow',
      text: 'Bent from a branch that never stopped growing.',
      scene: uncommon.thornwoodBow,
    },
    {
      name: 'Ironfist’s Mug',
      text: 'Holds more than it should, and so does he.',
      scene: uncommon.ironfistsMug,
    },
    {
      name: 'Ferry Without a Ferryman',
      text: 'It knows the way. Do not talk to it.',
      scene: uncommon.ferry,
    },
    {
      name: 'The Lucky Twenty',
      text: 'Carried by a hundred heroes. Dropped by ninety-nine.',
      scene: uncommon.luckyTwenty,
      boon: { kind: 'action', label: 'One re-roll for somebody at the table' },
    },
    {
      name: 'Ashen Caravan',
      text: 'Left before the fire. Still travelling.',
      scene: uncommon.ashenCaravan,
    },
  ],
  [
    {
      name: 'The Drowned Crown',
      text: 'Heavy is the head, and then the rest follows.',
      scene: rare.drownedCrown,
    },
    {
      name: 'Stair in the Storm',
      text: 'Seven hundred steps up. Nobody has counted them down.',
      scene: rare.stormStair,
    },
    { name: 'Mirror Key', text: 'Opens any door, from the other side.', scene: rare.mirrorKey },
    {
      name: 'The Ember Stag',
      text: 'Where it stood, the snow is gone until spring.',
      scene: rare.emberStag,
    },
    { name: 'Moonwell', text: 'Draw water by night, or nothing by day.', scene: rare.moonwell },
    {
      name: 'Tower of Borrowed Hours',
      text: 'Each hour is given back, with interest.',
      scene: rare.hourTower,
      boon: { kind: 'action', label: 'The party may rest for an hour, wherever it is' },
    },
  ],
  [
    {
      name: 'Serpent of the Long Night',
      text: 'The lake is not deep. The serpent is.',
      scene: legendary.nightSerpent,
    },
    {
      name: 'The Blade That Remembers',
      text: 'It tells the names when it is drawn.',
      scene: legendary.rememberingBlade,
      boon: { kind: 'multiplier', factor: 5 },
    },
    {
      name: 'The Gloam Queen',
      text: 'She rules from sunset until somebody notices.',
      scene: legendary.gloamQueen,
    },
  ],
  [
    {
      name: 'The Emberfall Wyrm',
      text: 'The road is named for the night it turned over in its sleep.',
      scene: legendary.emberfallWyrm,
    },
    {
      name: 'The Last Light',
      text: 'Every fire in the valley was lit from this one.',
      scene: legendary.lastLight,
      boon: { kind: 'multiplier', factor: 10 },
    },
  ],
]

const per = (numerator: number, denominator: number) => ({ numerator, denominator })

/** Of each rarity, what is said of it, and the looks its cards have beside the regular one. */
export const DEMO_RARITIES = [
  {
    name: 'Common',
    colour: '#8A94A6',
    chance: per(3, 5),
    dust: 5,
    dustPrice: 40,
    variants: [{ name: 'Foil', effect: 'foil', chance: per(1, 20) }],
  },
  {
    name: 'Uncommon',
    colour: '#3FA66B',
    chance: per(1, 4),
    dust: 15,
    dustPrice: 120,
    variants: [{ name: 'Foil', effect: 'foil', chance: per(1, 20) }],
  },
  {
    name: 'Rare',
    colour: '#3B82F6',
    chance: per(11, 100),
    dust: 50,
    dustPrice: 400,
    variants: [
      { name: 'Foil', effect: 'foil', chance: per(1, 15) },
      { name: 'Inked', effect: 'inked', chance: per(1, 40) },
    ],
  },
  {
    name: 'Epic',
    colour: '#A855F7',
    chance: per(7, 200),
    dust: 150,
    dustPrice: 1200,
    variants: [{ name: 'Holo', effect: 'holo', chance: per(1, 10) }],
  },
  {
    name: 'Legendary',
    colour: '#F59E0B',
    chance: per(1, 200),
    dust: 600,
    dustPrice: 4000,
    variants: [{ name: 'Gilded', effect: 'gilded', chance: per(1, 8) }],
  },
] as const

export const DEMO_SET = {
  name: 'Tales of the Emberfall Road',
  description:
    'Twenty-seven cards from the demo campaign: what lies along the road, and what lies under it.',
  packSize: 5,
  pityAfter: 20,
  /** The last card of a pack is at least of this one. */
  guaranteed: 2,
}
