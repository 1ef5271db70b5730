/** How long an element takes to leave, milliseconds; styles/motion.css has the same number. */
export const LEAVE_MS = 400

/** Lets an element go: its exit plays, a timer removes it (a hidden source fires no `animationend`). */
export function leave(element: HTMLElement): void {
  element.classList.add('leaving')
  setTimeout(() => element.remove(), LEAVE_MS)
}

/** A short accent on an element, left out when the streamer wants calm. */
export function accent(element: Element, keyframes: Keyframe[], duration: number): void {
  if (document.documentElement.classList.contains('calm')) return
  element.animate(keyframes, { duration, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' })
}
