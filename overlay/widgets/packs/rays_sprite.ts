const SIZE = 980
const BEAMS = 18

/** Beams of light, drawn once: a picture costs little to show, a gradient with a mask much. */
export function raysSprite(colour: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.className = 'pack-rays'
  canvas.width = SIZE
  canvas.height = SIZE
  const context = canvas.getContext('2d')
  if (!context) return canvas

  const middle = SIZE / 2
  const light = context.createRadialGradient(0, 0, SIZE * 0.08, 0, 0, middle)
  light.addColorStop(0, '#ffffffcc')
  light.addColorStop(0.35, `${colour}ee`)
  light.addColorStop(0.6, `${colour}77`)
  light.addColorStop(0.78, `${colour}26`)
  light.addColorStop(1, `${colour}00`)
  context.fillStyle = light
  context.translate(middle, middle)
  for (let beam = 0; beam < BEAMS; beam++) {
    const width = 0.05 + ((beam * 7) % 5) * 0.018
    const angle = (beam * 2 * Math.PI) / BEAMS
    context.beginPath()
    context.moveTo(0, 0)
    context.arc(0, 0, middle * (beam % 2 === 0 ? 1 : 0.8), angle - width, angle + width)
    context.fill()
  }
  return canvas
}
