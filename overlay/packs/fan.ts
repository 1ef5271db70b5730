/** Where a card lies: from the middle of the stage, pixels and degrees. */
export interface Place {
  x: number
  y: number
  turn: number
  scale: number
}

/** A card as it is drawn; on stage it is mostly smaller. styles/packs/card.css has the same numbers. */
export const CARD = { width: 400, height: 560 }

const ROW = { width: 1560, height: 480, gap: 44, most: 7 }
const LARGEST = 0.68

/** Degrees and pixels from one card of a fan to the next. */
const SPREAD = { turn: 2.6, sink: 7 }

/** Cards side by side, in the hand: the outer ones lean and hang a little. More than seven lie in two rows. */
export function fanOf(count: number): Place[] {
  const rows = count > ROW.most ? 2 : 1
  const perRow = Math.ceil(count / rows)
  const scale = Math.min(
    LARGEST,
    ROW.width / (perRow * (CARD.width + ROW.gap)),
    ROW.height / (rows * (CARD.height + ROW.gap))
  )
  const step = (CARD.width + ROW.gap) * scale
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / perRow)
    const inRow = row === rows - 1 ? count - row * perRow : perRow
    const from = (index % perRow) - (inRow - 1) / 2
    return {
      x: from * step,
      y: (row - (rows - 1) / 2) * (CARD.height + ROW.gap) * scale + lean(from, rows),
      turn: rows === 1 ? from * SPREAD.turn : 0,
      scale,
    }
  })
}

const lean = (from: number, rows: number) => (rows === 1 ? from * from * SPREAD.sink : 0)

/** The same cards, laid straight. */
export function rowOf(count: number): Place[] {
  return fanOf(count).map((place, _, { length }) =>
    length > ROW.most ? place : { ...place, y: 0, turn: 0 }
  )
}

export const transformOf = ({ x, y, turn, scale }: Place) =>
  `translate(${round(x)}px, ${round(y)}px) rotate(${round(turn)}deg) scale(${round(scale)})`

const round = (value: number) => Math.round(value * 1000) / 1000
