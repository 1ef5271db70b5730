import env from '#start/env'

export const ROLES = ['web', 'listener', 'worker'] as const
export type Role = (typeof ROLES)[number]

/**
 * What this process does, from `ROLES` (comma-separated); everything by default.
 * web answers HTTP and streams, listener holds EventSub, worker settles,
 * reconciles and expires.
 */
export function roles(): Role[] {
  const wanted = (env.get('ROLES') ?? ROLES.join(',')).split(',').map((role) => role.trim())
  const unknown = wanted.find((role) => !ROLES.some((known) => known === role))

  if (unknown !== undefined) {
    throw new Error(`ROLES knows ${ROLES.join(', ')}; "${unknown}" is none of them.`)
  }

  return ROLES.filter((role) => wanted.includes(role))
}

export const hasRole = (role: Role): boolean => roles().includes(role)
