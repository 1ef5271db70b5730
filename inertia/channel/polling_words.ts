import { LOCALE } from '../locale.ts'
import type { PolledList } from '~/types'

const LISTS: Record<PolledList['subject'], string> = {
  followers: 'followers',
  subscribers: 'subscribers',
  moderators: 'moderators',
  vips: 'VIPs',
}

export const listName = (subject: PolledList['subject']) => LISTS[subject]

const UNITS: [name: string, seconds: number][] = [
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** An interval from its shortest to its longest, for example "1 to 2 minutes". */
export function interval([least, most]: [number, number]): string {
  const [name, size] = UNITS.find(([, seconds]) => least >= seconds) ?? ['second', 1]
  const [from, to] = [Math.round(least / size), Math.round(most / size)]
  const words = from === to ? `${to}` : `${from} to ${to}`
  return `${words} ${name}${to === 1 ? '' : 's'}`
}

/** What the last pass over a list came to. */
export function result({ listed, found, gone }: NonNullable<PolledList['last']>): string {
  const news = [
    ...(found > 0 ? [`${found.toLocaleString(LOCALE)} new`] : []),
    ...(gone > 0 ? [`${gone.toLocaleString(LOCALE)} gone`] : []),
  ]
  return `${listed.toLocaleString(LOCALE)} on it, ${news.length > 0 ? news.join(', ') : 'nothing new'}`
}
