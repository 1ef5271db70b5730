import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'

let version: string | undefined

/** This server's version, from its package.json; read once. */
export function serverVersion(): string {
  version ??= read()
  return version
}

function read(): string {
  const parsed: unknown = JSON.parse(readFileSync(app.makePath('package.json'), 'utf8'))
  const known = typeof parsed === 'object' && parsed !== null && 'version' in parsed
  return known ? String(parsed.version) : 'unknown'
}
