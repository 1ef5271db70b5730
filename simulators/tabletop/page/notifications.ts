import { make } from './dom.ts'

const SHOWN_MS = 6000

/** A line at the top of the page that goes away by itself. */
export function notify(level: 'info' | 'warn' | 'error', text: string) {
  const line = make('p', { 'class': `notification ${level}`, 'data-testid': 'notification' }, text)
  document.querySelector('.notifications')?.append(line)
  setTimeout(() => line.remove(), SHOWN_MS)
}
