import { ensureBuild } from './build.mjs'
import { ensureInstalled } from './install.mjs'

/** `npm run build`: the application in build/, unless it is there already. */
export async function build({ progress }) {
  await ensureInstalled(progress)
  await ensureBuild(progress)
  progress.line('\n  build/ is ready: npm start runs it.')
}
