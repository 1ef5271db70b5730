import type { Scene } from '#demo/cards/common_scenes'
import { ARCANE, DEEP, EMBER, NIGHT, type Palette } from '#demo/cards/palettes'
import { disc, fog, mountains, rays, sparks, stars, water } from '#demo/cards/scenery'
import { box, chances, circle, ellipse, glow, line, mirrored, path } from '#demo/cards/svg'

export const nightSerpent: Scene = {
  palette: DEEP,
  draw: (p) =>
    stars(111, 80, 300) +
    disc(300, 230, 120, p) +
    water(39, p, 560) +
    line(
      'M80 840 C60 700 200 640 150 560 C110 490 220 420 330 470 C470 530 560 440 500 340 C470 290 400 270 350 300',
      '#06202c',
      92
    ) +
    line(
      'M80 840 C60 700 200 640 150 560 C110 490 220 420 330 470 C470 530 560 440 500 340 C470 290 400 270 350 300',
      '#17907f',
      70
    ) +
    line(
      'M80 840 C60 700 200 640 150 560 C110 490 220 420 330 470 C470 530 560 440 500 340 C470 290 400 270 350 300',
      p.glow,
      10,
      { 'stroke-dasharray': '2 34' }
    ) +
    path(
      'M390 262 C340 240 270 250 230 300 L196 318 L236 336 C270 372 340 372 380 340 Z',
      '#17907f'
    ) +
    path('M196 318 L236 336 C260 350 290 354 316 350 L280 326 Z', '#06202c') +
    path('M390 262 L440 220 L430 280 Z M360 250 L390 200 L400 258 Z', '#0f6f66') +
    circle(304, 296, 17, p.main) +
    path('M302 282 l8 14 l-8 14 l-6 -14 Z', '#06202c') +
    line('M196 318 C170 322 160 316 146 300 M196 318 C172 330 162 336 150 344', '#e0506a', 6) +
    fog(640, p.light, 0.25),
}

export const rememberingBlade: Scene = {
  palette: ARCANE,
  draw: (p) =>
    rays(300, 360, 24, p, 0.14) +
    stars(121, 90, 840) +
    glow(300, 360, 330, 'glow', 0.9) +
    path('M300 60 L340 120 V560 H260 V120 Z', '#eef3ff') +
    path('M300 60 L340 120 V560 H300 Z', '#a9b4dc') +
    path('M296 130 h8 V540 h-8 Z', p.glow) +
    [180, 260, 340, 420]
      .map((y) => line(`M286 ${y} l14 -18 l14 18 l-14 18 Z`, '#7a2fb8', 4))
      .join('') +
    path('M160 552 C220 590 380 590 440 552 L452 584 C380 634 220 634 148 584 Z', p.main) +
    circle(300, 596, 24, '#ff5db1') +
    box(278, 616, 44, 130, '#4b2a7b', { rx: 10 }) +
    line('M278 646 l44 16 M278 680 l44 16 M278 714 l44 16', p.main, 7) +
    circle(300, 766, 32, p.main) +
    circle(300, 766, 14, '#ff5db1'),
}

export const gloamQueen: Scene = {
  palette: NIGHT,
  draw: (p) =>
    stars(131, 140) +
    disc(300, 300, 200, p) +
    mountains(67, p, 600) +
    path(
      'M300 250 C400 250 400 380 380 440 C460 480 540 620 560 840 H40 C60 620 140 480 220 440 C200 380 200 250 300 250 Z',
      '#141a3d'
    ) +
    path(
      'M300 290 C352 290 352 380 338 420 C326 450 274 450 262 420 C248 380 248 290 300 290 Z',
      '#dfe6ff'
    ) +
    path(
      'M244 300 C240 380 250 420 262 440 L236 470 C210 420 206 340 226 290 Z M356 300 C360 380 350 420 338 440 L364 470 C390 420 394 340 374 290 Z',
      '#2b346b'
    ) +
    path(
      'M226 268 L240 170 L272 232 L300 140 L328 232 L360 170 L374 268 C330 244 270 244 226 268 Z',
      p.glow
    ) +
    mirrored(line('M270 356 q12 -10 22 0', '#141a3d', 6)) +
    line('M286 404 q14 10 28 0', '#a05a86', 6) +
    path('M222 470 C270 520 330 520 378 470 L420 520 C340 590 260 590 180 520 Z', '#4a5aa8') +
    circle(300, 544, 24, p.light) +
    glow(300, 544, 90, 'glow', 0.9),
}

/** Scales around the eye of something far too large for the picture. */
function scales(p: Palette): string {
  const next = chances(141)
  return Array.from({ length: 15 }, (_unused, row) =>
    Array.from({ length: 10 }, (_, column) => {
      const [x, y] = [column * 70 - 30 + (row % 2) * 35, row * 60 - 20]
      const shade = next() > 0.5 ? '#8f1f1f' : '#7a1720'
      return path(`M${x} ${y} C${x + 10} ${y + 60} ${x + 60} ${y + 60} ${x + 70} ${y} Z`, shade, {
        'stroke': p.land[2],
        'stroke-width': 5,
      })
    }).join('')
  )
    .reverse()
    .join('')
}

export const emberfallWyrm: Scene = {
  palette: EMBER,
  draw: (p) =>
    box(0, 0, 600, 840, '#5a1018') +
    scales(p) +
    glow(300, 420, 380, 'glow', 0.75) +
    path('M40 440 C120 250 470 220 570 380 C520 590 170 640 40 440 Z', p.land[2]) +
    path('M76 438 C150 290 450 264 536 388 C480 550 190 590 76 438 Z', p.main) +
    path('M76 438 C150 290 450 264 536 388 C440 330 190 350 76 438 Z', '#ff6a1f') +
    line(
      Array.from({ length: 26 }, (_, index) => {
        const turn = (index / 26) * Math.PI * 2
        return `M${306 + Math.cos(turn) * 44} ${428 + Math.sin(turn) * 60} L${306 + Math.cos(turn) * 104} ${428 + Math.sin(turn) * 104}`
      }).join(' '),
      '#d9481c',
      5,
      { opacity: 0.7 }
    ) +
    ellipse(306, 424, 32, 122, '#17040a') +
    circle(286, 366, 15, p.light) +
    path('M30 420 C120 220 470 190 580 360 L590 310 C500 130 130 150 20 370 Z', '#3a0a12') +
    sparks(151, 300, 800, 80, p),
}

export const lastLight: Scene = {
  palette: EMBER,
  draw: (p) =>
    rays(300, 400, 28, p, 0.2) +
    glow(300, 390, 420, 'light', 0.8) +
    mirrored(
      path(
        'M300 470 C220 420 140 440 40 250 C60 400 90 460 150 500 C110 500 70 480 40 460 C80 560 180 600 300 560 Z',
        '#ff8a2e'
      ) +
        path('M300 480 C230 450 160 450 90 350 C120 450 180 500 300 520 Z', '#ffd76a') +
        path('M300 560 C250 620 230 700 170 780 C250 750 290 690 300 640 Z', '#ff8a2e') +
        path('M300 560 C276 620 270 680 240 740 C280 710 296 670 300 640 Z', '#ffd76a')
    ) +
    path(
      'M300 300 C340 330 340 400 330 470 C330 540 320 580 300 620 C280 580 270 540 270 470 C260 400 260 330 300 300 Z',
      '#fff3c4'
    ) +
    path('M300 250 C330 260 334 310 318 340 H282 C266 310 270 260 300 250 Z', '#fff3c4') +
    path('M300 318 L290 338 L300 356 L310 338 Z', '#b2411f') +
    path(
      'M300 256 C290 220 300 190 320 170 C316 204 322 226 306 256 Z M292 260 C270 236 268 210 274 190 C282 220 296 234 300 256 Z',
      '#ff8a2e'
    ) +
    circle(289, 306, 5, '#5e1d2c') +
    circle(311, 306, 5, '#5e1d2c') +
    mountains(73, p, 700) +
    sparks(161, 300, 760, 90, p),
}
