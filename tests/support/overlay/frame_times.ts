import type { Page } from 'playwright'

/** A frame of sixty a second, and some patience: one that was missed takes 33 ms. */
export const SMOOTH_MS = 20

/** The part of all frames that came in time. */
export const smoothPart = (times: number[]) =>
  times.filter((time) => time <= SMOOTH_MS).length / times.length

/** Milliseconds between the frames that the page is given, for as long as the element is there. */
export const frameTimes = (page: Page, selector: string): Promise<number[]> =>
  page.evaluate(
    (target) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        let last = 0
        const onFrame = (now: number) => {
          if (!document.querySelector(target)) return resolve(times)
          if (last > 0) times.push(now - last)
          last = now
          requestAnimationFrame(onFrame)
        }
        requestAnimationFrame(onFrame)
      }),
    selector
  )

/** How long a page is made to work in each frame, and for how many, to find out whether the machine has time. */
const WORK_MS = 7
const FRAMES = 90

/** Waits until the machine has time for a page that works, at most a minute: frames measure the page, not its neighbours. */
export async function waitForQuiet(page: Page): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const times = await page.evaluate(
      ([work, count]) =>
        new Promise<number[]>((resolve) => {
          const seen: number[] = []
          let last = 0
          const onFrame = (now: number) => {
            const end = performance.now() + work
            while (performance.now() < end);
            if (last > 0) seen.push(now - last)
            last = now
            if (seen.length === count) resolve(seen)
            else requestAnimationFrame(onFrame)
          }
          requestAnimationFrame(onFrame)
        }),
      [WORK_MS, FRAMES] as const
    )
    if (smoothPart(times) > 0.98) return
  }
}
