import type { SceneView, TokenView } from '../port.ts'

/** The top left corner of a square, in pixels. */
export interface Square {
  x: number
  y: number
}

/** How far to look; beyond, it is no longer near. */
const MAX_RING = 12

/** Free squares of the grid around a point, the nearest first, at most `count`. */
export function freeSquares(scene: SceneView, around: Square, count: number): Square[] {
  const { gridSize: size, left, top, tokens } = scene
  const right = left + scene.width
  const bottom = top + scene.height
  const column = Math.floor(around.x / size)
  const row = Math.floor(around.y / size)
  const free: Square[] = []

  for (let ring = 0; ring <= MAX_RING && free.length < count; ring++) {
    for (const [across, down] of offsets(ring)) {
      const x = (column + across) * size
      const y = (row + down) * size
      const isInside = x >= left && y >= top && x + size <= right && y + size <= bottom
      if (isInside && !tokens.some((token) => covers(token, x, y, size))) free.push({ x, y })
    }
  }
  return free.slice(0, count)
}

/** The squares at exactly this distance, row by row. */
function offsets(ring: number): [number, number][] {
  const steps = Array.from({ length: ring * 2 + 1 }, (_, index) => index - ring)
  return steps.flatMap((down) =>
    steps
      .filter((right) => Math.max(Math.abs(right), Math.abs(down)) === ring)
      .map((right): [number, number] => [right, down])
  )
}

function covers(token: TokenView, x: number, y: number, size: number): boolean {
  const right = token.x + token.width * size
  const bottom = token.y + token.height * size
  return x < right && x + size > token.x && y < bottom && y + size > token.y
}
