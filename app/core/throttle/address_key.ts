import { isIPv6 } from 'node:net'

const GROUPS = 8
/** A household has a /64 of its own, and can have any address in it. */
const OF_A_HOUSEHOLD = 4

/** Whom a limit by address counts: an IPv4 address, or an IPv6 network. */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)

  if (mapped || !isIPv6(ip)) {
    return mapped?.[1] ?? ip
  }

  const [head = [], tail = []] = ip
    .toLowerCase()
    .replace(/%.*$/, '')
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''))
  const zeros: string[] = Array.from({ length: GROUPS - head.length - tail.length }, () => '0')
  return [...head, ...zeros, ...tail]
    .slice(0, OF_A_HOUSEHOLD)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
