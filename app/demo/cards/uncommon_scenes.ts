import type { Scene } from '#demo/cards/common_scenes'
import { ARCANE, DAWN, DEEP, DUSK, EMBER, GROVE, NIGHT } from '#demo/cards/palettes'
import { disc, firs, fog, hills, mountains, rays, sparks, stars, water } from '#demo/cards/scenery'
import { box, circle, ellipse, glow, group, line, mirrored, path } from '#demo/cards/svg'

export const tinkersCart: Scene = {
  palette: DAWN,
  draw: (p) => {
    const wheel = (x: number, r: number) =>
      circle(x, 670, r, p.shade) +
      circle(x, 670, r - 14, p.light) +
      line(
        [0, 45, 90, 135]
          .map((turn) => {
            const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
            return `M${x - cos * (r - 8)} ${670 - sin * (r - 8)} L${x + cos * (r - 8)} ${670 + sin * (r - 8)}`
          })
          .join(' '),
        p.shade,
        8
      ) +
      circle(x, 670, 14, p.shade)
    return (
      hills(13, p, 480) +
      path('M120 420 C140 300 440 300 470 420 L480 470 H110 Z', '#b2414e') +
      path('M210 332 C190 372 186 420 184 470 H254 C254 420 256 360 262 320 Z', p.light, {
        opacity: 0.85,
      }) +
      path('M340 320 C346 360 350 420 350 470 H418 C414 420 404 366 392 336 Z', p.light, {
        opacity: 0.85,
      }) +
      path('M96 470 H494 L470 620 H130 Z', p.main) +
      path('M96 470 H494 L490 496 H100 Z', p.shade) +
      box(250, 510, 96, 70, p.land[2], { rx: 8 }) +
      circle(298, 545, 20, p.glow) +
      line('M494 560 H590', p.shade, 14) +
      line('M150 470 V520 M420 470 V512', p.shade, 6) +
      circle(150, 530, 20, '#8e99a8') +
      path('M402 512 h36 l-8 44 h-20 Z', '#8e99a8') +
      wheel(190, 84) +
      wheel(410, 84)
    )
  },
}

export const ninthOwl: Scene = {
  palette: NIGHT,
  draw: (p) =>
    stars(9, 120) +
    disc(300, 330, 230, p) +
    mirrored(
      path(
        'M300 230 C240 220 190 180 160 190 C160 240 160 280 156 340 C140 460 190 640 300 690 Z',
        '#46507f'
      ) +
        path('M300 420 C250 420 210 470 210 540 C214 620 260 670 300 690 Z', '#7d88b8') +
        circle(232, 330, 66, '#2a3156') +
        circle(236, 332, 50, p.glow) +
        circle(240, 334, 24, '#0b1030') +
        circle(250, 322, 8, '#fff') +
        path('M156 400 C110 500 130 600 190 660 C170 560 180 480 156 400 Z', '#2f3761')
    ) +
    path('M300 350 L278 392 L300 430 L322 392 Z', '#f0b15a') +
    [500, 550, 600]
      .map((y) => line(`M250 ${y} q12 16 25 0 q12 16 25 0 q12 16 25 0 q12 16 25 0`, '#46507f', 7))
      .join('') +
    line('M0 712 C160 680 420 730 600 690', '#2b1f33', 36) +
    line('M262 700 v-20 M280 704 v-22 M322 704 v-22 M340 702 v-20', '#f0b15a', 11),
}

export const thornwoodBow: Scene = {
  palette: GROVE,
  draw: (p) =>
    rays(300, 400, 14, p, 0.1) +
    firs(5, p.land[0], 640, 7, 1.7) +
    hills(23, p, 640) +
    group(
      'rotate(24 300 420)',
      line('M210 110 C420 220 420 620 210 730', p.shade, 26) +
        line('M214 116 C410 226 410 614 214 724', p.main, 12) +
        line('M212 114 L150 420 L212 726', p.light, 4) +
        line('M110 420 H500', '#efe3c2', 9) +
        path('M490 396 L560 420 L490 444 Z', '#d6dde6') +
        path('M110 420 L70 392 H120 L150 420 L120 448 H70 Z', '#c2493d') +
        line('M392 300 l34 -16 M398 540 l36 14 M372 226 l26 -26 M374 612 l28 24', p.shade, 9) +
        box(356, 384, 22, 74, '#5a2e2a', { rx: 8 })
    ),
}

export const ironfistsMug: Scene = {
  palette: EMBER,
  draw: (p) =>
    glow(300, 440, 360, 'glow', 0.6) +
    sparks(17, 300, 420, 40, p) +
    box(0, 660, 600, 180, '#3d1d1a') +
    box(0, 660, 600, 18, '#6a3527') +
    line('M0 740 H600', '#2a1210', 6) +
    line('M412 400 C540 380 550 580 412 570', p.shade, 40) +
    path('M170 350 H430 L412 680 H188 Z', p.main) +
    path('M330 350 H430 L412 680 H320 Z', p.shade) +
    box(164, 420, 270, 30, '#5b5f70') +
    box(174, 590, 250, 30, '#5b5f70') +
    [180, 240, 300, 360, 420].map((x) => circle(x, 435, 7, '#aab0c4')).join('') +
    path(
      'M150 350 C140 300 190 280 220 300 C230 260 300 250 320 290 C350 260 420 280 420 310 C460 310 460 360 430 366 C420 400 400 370 380 376 C372 420 344 400 340 372 C300 390 190 390 150 350 Z',
      p.light
    ) +
    circle(220, 320, 16, '#fff', { opacity: 0.8 }) +
    circle(360, 318, 12, '#fff', { opacity: 0.8 }),
}

export const ferry: Scene = {
  palette: DEEP,
  draw: (p) =>
    disc(420, 190, 60, p) +
    mountains(15, p, 360) +
    water(29, p, 560) +
    fog(500, p.light, 0.35) +
    path('M90 590 C190 660 420 660 520 580 L480 690 C420 740 190 740 130 690 Z', '#4a3030') +
    path('M90 590 C190 660 420 660 520 580 L514 604 C420 676 190 684 98 612 Z', '#8a5a44') +
    line('M300 660 V330', '#4a3030', 12) +
    path('M300 340 C380 390 400 480 380 560 L300 590 Z', p.light, { opacity: 0.9 }) +
    path('M294 380 C240 420 220 490 226 560 L294 580 Z', p.light, { opacity: 0.65 }) +
    line('M500 600 L520 500', '#4a3030', 8) +
    glow(522, 490, 120, 'glow', 0.9) +
    circle(522, 488, 15, p.light) +
    fog(700, p.light, 0.3),
}

export const luckyTwenty: Scene = {
  palette: ARCANE,
  draw: (p) =>
    rays(300, 410, 18, p, 0.12) +
    glow(300, 410, 320, 'glow', 0.7) +
    stars(51, 70, 800) +
    path('M300 150 L520 282 V540 L300 680 L80 540 V282 Z', p.shade) +
    path('M300 250 L440 480 H160 Z', p.main) +
    path('M300 150 L300 250 L160 480 L80 282 Z', p.main, { opacity: 0.75 }) +
    path('M300 150 L300 250 L440 480 L520 282 Z', p.main, { opacity: 0.45 }) +
    path('M160 480 H440 L300 680 Z', p.main, { opacity: 0.35 }) +
    path('M80 282 L160 480 L80 540 Z M520 282 L440 480 L520 540 Z', '#000', { opacity: 0.12 }) +
    line(
      'M300 150 L300 250 L160 480 L80 282 M300 250 L440 480 L520 282 M160 480 H440 L300 680 L160 480 L80 540 M440 480 L520 540 M300 150 L520 282 V540 L300 680 L80 540 V282 Z',
      p.light,
      6
    ) +
    line('M256 372 C262 344 298 346 298 372 C298 396 258 404 256 430 H300', '#3b1470', 13) +
    ellipse(330, 390, 18, 38, 'none', { 'stroke': '#3b1470', 'stroke-width': 13 }),
}

export const ashenCaravan: Scene = {
  palette: DUSK,
  draw: (p) =>
    disc(300, 420, 150, p) +
    hills(43, p, 540) +
    [
      [120, 600, 0.8],
      [280, 590, 1],
      [450, 610, 0.85],
    ]
      .map(([x = 0, y = 0, size = 1]) =>
        group(
          `translate(${x} ${y}) scale(${size})`,
          path(
            'M-70 20 C-70 -20 -40 -30 -30 -50 C-16 -80 4 -60 10 -40 C30 -40 44 -30 50 -10 L66 -60 C70 -80 96 -84 106 -70 L112 -56 L92 -50 L74 10 C70 40 50 44 44 50 V120 H28 L24 56 H-30 L-40 120 H-56 L-58 50 Z',
            p.land[2]
          )
        )
      )
      .join('') +
    line('M60 640 C200 620 420 660 560 630', p.light, 3, { opacity: 0.5 }),
}
