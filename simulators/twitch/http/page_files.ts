import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { escapeHtml } from './html.ts'
import { text, type Reply } from './reply.ts'
import type { World } from '../world/world.ts'

const FOLDER = join(import.meta.dirname, '../page')
const FILES = new Map([
  ['/', { file: 'index.html', type: 'text/html; charset=utf-8' }],
  ['/page/style.css', { file: 'style.css', type: 'text/css; charset=utf-8' }],
  ['/page/main.js', { file: 'main.js', type: 'text/javascript; charset=utf-8' }],
  ['/page/api.js', { file: 'api.js', type: 'text/javascript; charset=utf-8' }],
  ['/page/dom.js', { file: 'dom.js', type: 'text/javascript; charset=utf-8' }],
  ['/page/render.js', { file: 'render.js', type: 'text/javascript; charset=utf-8' }],
  ['/page/icon.svg', { file: 'icon.svg', type: 'image/svg+xml' }],
])

/** The page's own files and the users' made-up portraits; null for any other path. */
export async function pageFile(path: string, world: World, appUrl: string): Promise<Reply | null> {
  const known = FILES.get(path)
  if (known) {
    const content = await readFile(join(FOLDER, known.file), 'utf8')
    const reply = text(content.replaceAll('{{appUrl}}', escapeHtml(appUrl)), known.type)
    return { ...reply, headers: { ...reply.headers, 'cache-control': 'no-cache' } }
  }
  const id = /^\/avatars\/(\w+)\.svg$/.exec(path)?.[1]
  return id === undefined ? null : text(avatar(world, id), 'image/svg+xml')
}

function avatar(world: World, id: string): string {
  const user = world.users.byId(id)
  const letter = escapeHtml((user?.displayName ?? '?').slice(0, 1).toUpperCase())
  const hue = (Number(id.replace(/\D/g, '')) * 47) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" fill="hsl(${hue} 45% 38%)"/>
<text x="32" y="43" font-family="system-ui, sans-serif" font-size="32" font-weight="600" text-anchor="middle" fill="#fff">${letter}</text>
</svg>`
}
