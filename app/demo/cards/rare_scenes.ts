import type { Scene } from '#demo/cards/common_scenes'
import { ARCANE, DEEP, DUSK, EMBER, NIGHT, STORM } from '#demo/cards/palettes'
import { disc, firs, fog, hills, mountains, rays, sparks, stars } from '#demo/cards/scenery'
import { box, circle, ellipse, glow, line, mirrored, path } from '#demo/cards/svg'

export const drownedCrown: Scene = {
  palette: DEEP,
  draw: (p) =>
    rays(300, -160, 26, p, 0.12) +
    hills(19, p, 640) +
    glow(300, 450, 280, 'glow', 0.7) +
    path('M140 340 L210 440 L252 300 L300 420 L348 300 L390 440 L460 340 L430 580 H170 Z', p.main) +
    path('M300 420 L348 300 L390 440 L460 340 L430 580 H300 Z', p.shade, { opacity: 0.7 }) +
    box(164, 560, 272, 48, p.main, { rx: 10 }) +
    [210, 300, 390]
      .map((x, i) => circle(x, 584, 17, ['#d94f6b', '#4fb0d9', '#d94f6b'][i] ?? ''))
      .join('') +
    [140, 252, 348, 460].map((x, i) => circle(x, i % 3 === 0 ? 334 : 292, 17, p.light)).join('') +
    [
      [120, 640, 12],
      [470, 520, 9],
      [90, 440, 7],
      [500, 300, 13],
      [160, 220, 9],
      [430, 180, 6],
    ]
      .map(([x = 0, y = 0, r = 0]) =>
        circle(x, y, r, 'none', { 'stroke': p.light, 'stroke-width': 3, 'opacity': 0.7 })
      )
      .join('') +
    line(
      'M80 840 C60 760 110 730 84 650 M520 840 C540 770 494 740 520 670 M560 840 C570 800 550 780 566 740',
      '#2f8f6f',
      16
    ),
}

export const stormStair: Scene = {
  palette: STORM,
  draw: (p) =>
    path(
      'M0 0 H600 V150 C520 210 430 160 360 200 C280 240 200 170 120 210 C60 230 20 200 0 190 Z',
      p.land[2],
      { opacity: 0.8 }
    ) +
    line('M420 170 L366 300 L410 306 L340 440', '#fff', 10) +
    glow(380, 300, 220, 'light', 0.6) +
    mountains(27, p, 520) +
    path('M240 840 L258 330 H352 L370 840 Z', p.shade) +
    path('M306 330 H352 L370 840 H306 Z', '#000', { opacity: 0.18 }) +
    path('M236 336 V280 H258 V300 H282 V280 H328 V300 H352 V280 H374 V336 Z', p.shade) +
    path('M292 400 a14 14 0 0 1 28 0 V440 H292 Z', p.glow) +
    path('M292 540 a14 14 0 0 1 28 0 V580 H292 Z', p.glow) +
    line('M236 800 L380 744 L240 690 L372 640 L250 592 L364 548 L256 506', p.light, 14, {
      opacity: 0.85,
    }) +
    fog(690, p.light, 0.2),
}

export const mirrorKey: Scene = {
  palette: ARCANE,
  draw: (p) =>
    stars(61, 120, 840) +
    rays(300, 300, 20, p, 0.1) +
    glow(300, 300, 300, 'glow', 0.8) +
    circle(300, 260, 130, 'none', { 'stroke': p.main, 'stroke-width': 34 }) +
    circle(300, 260, 112, '#bfe9ff', { opacity: 0.85 }) +
    path('M226 300 L340 170 L366 190 L246 330 Z', '#fff', { opacity: 0.7 }) +
    box(280, 390, 40, 340, p.main, { rx: 10 }) +
    box(300, 390, 20, 340, p.shade, { rx: 10 }) +
    path('M320 600 H400 V640 H376 V664 H400 V704 H320 Z', p.main) +
    circle(300, 408, 32, p.shade) +
    circle(300, 408, 16, p.light) +
    mirrored(path('M176 230 C130 210 110 170 120 130 C150 150 184 180 190 214 Z', p.main)),
}

export const emberStag: Scene = {
  palette: EMBER,
  draw: (p) =>
    disc(300, 360, 170, p) +
    firs(71, p.land[1], 700, 8, 1.5) +
    hills(37, p, 680) +
    mirrored(
      line(
        'M268 330 C220 280 210 220 220 150 M226 250 C190 240 160 210 150 160 M214 206 C190 180 186 150 190 110 M252 300 C220 300 180 290 160 262',
        p.land[2],
        16
      )
    ) +
    path(
      'M300 320 C340 320 356 350 350 400 C346 470 326 520 300 530 S254 470 250 400 C244 350 260 320 300 320 Z',
      p.land[2]
    ) +
    mirrored(
      path('M256 356 C220 340 190 350 180 372 C210 396 240 392 258 380 Z', p.land[2]) +
        circle(272, 400, 8, p.light)
    ) +
    path(
      'M262 500 C210 560 190 680 190 840 H410 C410 680 390 560 338 500 C326 530 274 530 262 500 Z',
      p.land[2]
    ) +
    glow(300, 640, 130, 'glow', 0.9) +
    path(
      'M300 580 C330 620 340 650 326 684 C316 704 284 704 274 684 C262 650 290 640 300 580 Z',
      p.main
    ) +
    sparks(81, 300, 700, 70, p),
}

export const moonwell: Scene = {
  palette: NIGHT,
  draw: (p) =>
    stars(91, 130) +
    path('M356 90 a110 110 0 1 0 60 190 a90 90 0 1 1 -60 -190 Z', p.light) +
    hills(47, p, 560) +
    path('M270 640 L240 0 H360 L330 640 Z', p.glow, { opacity: 0.18 }) +
    glow(300, 620, 240, 'glow', 0.8) +
    path('M140 630 C140 580 460 580 460 630 L440 780 C380 820 220 820 160 780 Z', p.shade) +
    line(
      'M150 690 C230 726 370 726 450 690 M156 740 C230 774 370 774 444 740 M220 660 V704 M300 668 V716 M380 660 V704 M260 712 V756 M340 712 V756',
      '#3c4a75',
      6
    ) +
    ellipse(300, 626, 160, 46, p.main) +
    ellipse(300, 626, 132, 34, '#123a6b') +
    ellipse(300, 626, 60, 15, p.light),
}

export const hourTower: Scene = {
  palette: DUSK,
  draw: (p) => {
    const ticks = Array.from({ length: 12 }, (_, hour) => {
      const turn = (hour / 12) * Math.PI * 2
      return line(
        `M${300 + Math.cos(turn) * 106} ${360 + Math.sin(turn) * 106} L${300 + Math.cos(turn) * 122} ${360 + Math.sin(turn) * 122}`,
        p.land[2],
        9
      )
    }).join('')
    return (
      stars(101, 90) +
      disc(470, 150, 50, p) +
      mountains(53, p, 560) +
      path('M150 840 V220 L300 60 L450 220 V840 Z', p.land[2]) +
      path('M300 60 L450 220 V840 H300 Z', '#000', { opacity: 0.2 }) +
      path('M128 228 L300 40 L472 228 L450 250 L300 92 L150 250 Z', p.shade) +
      glow(300, 360, 220, 'glow', 0.9) +
      circle(300, 360, 136, p.main) +
      circle(300, 360, 124, p.light) +
      ticks +
      line('M300 360 V270 M300 360 L362 396', p.land[2], 12) +
      circle(300, 360, 12, p.shade) +
      [
        [240, 580],
        [340, 580],
        [240, 690],
        [340, 690],
      ]
        .map(([x = 0, y = 0]) => path(`M${x} ${y} a12 12 0 0 1 24 0 v44 h-24 Z`, p.glow))
        .join('') +
      fog(760, p.light, 0.25)
    )
  },
}
