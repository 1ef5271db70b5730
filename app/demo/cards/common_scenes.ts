import { DAWN, DUSK, EMBER, GROVE, NIGHT, type Palette } from '#demo/cards/palettes'
import { disc, firs, fog, hills, mountains, sparks, stars, water } from '#demo/cards/scenery'
import { box, circle, ellipse, glow, group, line, mirrored, path } from '#demo/cards/svg'

/** What is drawn on a card: colours, and what lies over the sky. */
export interface Scene {
  palette: Palette
  draw: (palette: Palette) => string
}

const road = (p: Palette) =>
  path(
    'M250 840 C260 740 330 700 300 640 C284 606 300 590 304 576 L314 576 C326 600 330 620 350 660 C390 730 380 780 420 840 Z',
    p.light,
    { opacity: 0.35 }
  )

export const roadLantern: Scene = {
  palette: DUSK,
  draw: (p) =>
    stars(3, 60) +
    hills(4, p) +
    road(p) +
    line('M210 840 V300 Q210 250 262 250 H330', p.land[2], 16) +
    glow(330, 372, 260, 'glow', 0.9) +
    line('M330 250 V296', p.land[2], 7) +
    path('M292 318 L330 288 L368 318 L362 334 H298 Z', p.land[2]) +
    path('M300 334 H360 L368 430 H292 Z', p.glow) +
    path('M330 352 C352 384 352 402 346 416 H314 C308 400 310 384 330 352 Z', p.light) +
    line('M315 334 L311 430 M345 334 L349 430', p.land[2], 5) +
    box(284, 430, 92, 18, p.land[2], { rx: 6 }),
}

export const ashMoth: Scene = {
  palette: EMBER,
  draw: (p) =>
    glow(300, 420, 330, 'glow', 0.8) +
    sparks(7, 300, 800, 80, p) +
    mirrored(
      path(
        'M300 400 C250 300 150 250 90 290 C60 350 110 440 190 460 C240 470 280 450 300 430 Z',
        p.main
      ) +
        path(
          'M300 430 C240 460 190 500 180 570 C200 630 260 620 286 560 C296 520 300 480 300 440 Z',
          '#f2dfb8'
        ) +
        path('M300 412 C250 350 180 310 120 320 C130 370 170 410 220 424 Z', p.light, {
          opacity: 0.5,
        }) +
        circle(170, 372, 30, p.land[2]) +
        circle(170, 372, 15, p.glow) +
        circle(232, 540, 15, p.land[2]) +
        line('M296 380 C280 330 250 300 226 292', p.land[2], 6)
    ) +
    ellipse(300, 450, 22, 96, p.land[2]) +
    circle(300, 366, 24, p.land[2]),
}

export const tollBridge: Scene = {
  palette: DAWN,
  draw: (p) =>
    disc(430, 190, 58, p) +
    mountains(11, p, 400) +
    water(5, p, 610) +
    path(
      'M0 520 C180 420 420 420 600 520 V640 H540 C520 560 440 520 300 520 S80 560 60 640 H0 Z',
      p.main
    ) +
    path('M0 520 C180 420 420 420 600 520 V552 C420 454 180 454 0 552 Z', p.shade) +
    line('M90 500 v-56 M190 468 v-56 M300 458 v-56 M410 468 v-56 M510 500 v-56', p.shade, 14) +
    line('M20 470 C180 386 420 386 580 470', p.shade, 12) +
    box(264, 300, 72, 160, p.light) +
    path('M246 304 L300 236 L354 304 Z', p.shade) +
    path('M284 460 V410 a16 16 0 0 1 32 0 V460 Z', p.land[2]),
}

export const trailBread: Scene = {
  palette: GROVE,
  draw: (p) =>
    firs(9, p.land[0], 520, 8, 1.2) +
    hills(8, p, 540) +
    ellipse(300, 650, 230, 46, p.land[2], { opacity: 0.6 }) +
    path('M90 640 L200 560 H430 L520 640 L420 690 H180 Z', p.light) +
    path('M90 640 L200 560 H430 L520 640 Z', '#fff', { opacity: 0.35 }) +
    path(
      'M150 590 C150 480 240 440 310 440 C400 440 460 500 456 590 C400 630 210 630 150 590 Z',
      p.main
    ) +
    path('M150 590 C210 630 400 630 456 590 C452 616 420 640 300 640 S160 616 150 590 Z', p.shade) +
    line(
      'M230 486 C236 520 250 540 266 556 M300 462 C304 500 318 530 336 552 M372 476 C376 504 388 528 404 544',
      p.light,
      11
    ) +
    line('M250 410 C236 380 266 366 252 332 M330 400 C316 370 346 356 332 322', p.light, 8, {
      opacity: 0.5,
    }),
}

export const foxKit: Scene = {
  palette: DUSK,
  draw: (p) =>
    disc(300, 330, 190, p) +
    hills(21, p, 600) +
    mirrored(
      path('M300 380 L190 250 C160 330 150 420 166 490 C190 570 250 620 300 650 Z', '#e0763a') +
        path('M192 262 L176 402 L248 336 Z', '#3a1f2f') +
        path('M300 520 C250 500 200 500 168 496 C190 570 250 620 300 650 Z', p.light) +
        path('M300 600 C280 600 276 616 300 636 Z', '#2a1626') +
        path('M212 470 C226 450 256 454 264 480 C246 486 228 484 212 470 Z', '#2a1626') +
        circle(238, 469, 5, p.glow)
    ) +
    firs(14, p.land[2], 880, 10, 1),
}

export const watchfire: Scene = {
  palette: NIGHT,
  draw: (p) =>
    stars(31, 110) +
    mountains(6, p, 420) +
    `${circle(300, 620, 300, 'url(#warm-halo)')}` +
    path(
      'M300 330 C380 430 420 500 400 580 C388 640 340 670 300 670 S212 640 200 580 C188 520 240 500 250 440 C262 470 280 470 276 430 C272 390 280 360 300 330 Z',
      '#ff8a2e'
    ) +
    path(
      'M306 440 C350 510 366 560 350 610 C340 640 320 656 300 656 S254 636 252 596 C250 560 280 550 288 510 C296 520 308 490 306 440 Z',
      '#ffd76a'
    ) +
    path(
      'M302 540 C326 580 330 610 318 636 C310 650 290 650 284 634 C276 608 296 590 302 540 Z',
      '#fff6d8'
    ) +
    line('M190 690 L400 640 M200 640 L410 690 M250 700 H356', '#3b2233', 24),
}

export const millpond: Scene = {
  palette: NIGHT,
  draw: (p) =>
    stars(41, 80, 300) +
    disc(300, 200, 80, p) +
    hills(17, p, 400) +
    firs(12, p.land[2], 500, 12, 0.8) +
    water(19, p, 480) +
    ellipse(300, 620, 84, 20, p.light, { opacity: 0.5 }) +
    [
      [120, 600, 58],
      [430, 680, 74],
      [210, 740, 66],
    ]
      .map(([x = 0, y = 0, r = 0]) =>
        group(
          `translate(${x} ${y})`,
          path(
            `M0 0 L${r} ${-r * 0.16} A${r} ${r * 0.36} 0 1 1 ${r * 0.8} ${-r * 0.24} Z`,
            '#3f8f72'
          ) +
            path(
              'M0 -8 C-26 -20 -34 -44 -24 -54 C-10 -44 -4 -30 0 -8 C4 -30 10 -44 24 -54 C34 -44 26 -20 0 -8 Z',
              '#ffd5ec'
            ) +
            path('M0 -8 C-10 -30 -8 -52 0 -64 C8 -52 10 -30 0 -8 Z', '#fff')
        )
      )
      .join(''),
}

export const goatPath: Scene = {
  palette: DAWN,
  draw: (p) =>
    disc(160, 180, 50, p) +
    mountains(3, p, 360) +
    fog(480, p.light, 0.4) +
    line('M600 800 C420 780 460 700 330 690 S250 600 360 580', p.light, 20, { opacity: 0.5 }) +
    group(
      'translate(0 20)',
      path(
        'M210 560 C230 500 340 490 392 520 L430 450 L470 470 L460 520 C450 540 430 550 420 580 L410 690 H384 L376 610 H270 L258 690 H232 L228 610 C206 600 200 580 210 560 Z',
        '#f7f3ea'
      ) +
        path('M228 610 H376 L376 622 C330 640 270 636 228 622 Z', '#cfc6b8') +
        line('M440 452 C420 420 400 412 374 416 M456 458 C446 414 424 398 394 396', '#7d5138', 11) +
        path('M470 470 L492 486 L462 500 Z', '#cfc6b8') +
        path('M462 510 L470 552 L446 520 Z', '#e6ddcf') +
        circle(456, 476, 5, '#2b1c16')
    ),
}

export const crackedBell: Scene = {
  palette: DUSK,
  draw: (p) =>
    disc(300, 380, 210, p) +
    hills(33, p, 640) +
    box(90, 150, 420, 34, p.land[2], { rx: 6 }) +
    box(108, 150, 30, 690, p.land[2]) +
    box(462, 150, 30, 690, p.land[2]) +
    line('M300 184 V236', p.land[2], 18) +
    path(
      'M300 226 C390 226 410 330 416 430 C420 490 440 530 470 566 H130 C160 530 180 490 184 430 C190 330 210 226 300 226 Z',
      p.main
    ) +
    path(
      'M300 226 C390 226 410 330 416 430 C420 490 440 530 470 566 H380 C366 470 362 320 300 226 Z',
      p.shade
    ) +
    box(122, 556, 356, 30, p.shade, { rx: 15 }) +
    circle(300, 612, 32, p.land[2]) +
    line('M252 566 L276 510 L250 470 L282 420 L262 384', p.land[2], 8),
}
