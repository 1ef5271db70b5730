import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const CHROMIUM = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The full name of the first of these programs that is in the path, or null. */
export function findProgram(names, search = process.env.PATH ?? process.env.Path ?? '') {
  for (const name of names) {
    const folders = path.isAbsolute(name) ? [''] : search.split(path.delimiter).filter(Boolean)
    const found = folders.map((folder) => path.join(folder, name)).find(isProgram)
    if (found) {
      return found
    }
  }
  return null
}

export const findRedis = () => findProgram(['redis-server', 'valkey-server', 'redis-server.exe'])

export const findChromium = () =>
  process.env.CHROMIUM_PATH ?? findProgram(CHROMIUM[process.platform] ?? CHROMIUM.linux)
