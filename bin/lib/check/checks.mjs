import { readdirSync } from 'node:fs'
import { ROOT } from '../paths.mjs'

const tool = (file, ...args) => [`node_modules/${file}`, ...args]

/** Every TypeScript project is one check, so a new folder with a tsconfig is not forgotten. */
function typeChecks() {
  const elsewhere = /(^|[\\/])(node_modules|build|\.[a-z]+)[\\/]/
  return readdirSync(ROOT)
    .filter((name) => !/^(\.|node_modules$|build$|tmp$)/.test(name))
    .flatMap((name) => configsIn(name))
    .filter((file) => !elsewhere.test(file))
    .map((file) => file.replaceAll('\\', '/'))
    .map((file) => ({ label: `types of ${file}`, args: typeCheck(file) }))
}

function configsIn(name) {
  const isConfig = (file) => /(^|[\\/])tsconfig[^\\/]*\.json$/.test(file)
  try {
    const files = readdirSync(`${ROOT}/${name}`, { recursive: true })
    return files.filter(isConfig).map((file) => `${name}/${file}`)
  } catch (error) {
    if (error.code === 'ENOTDIR') {
      return isConfig(name) ? [name] : []
    }
    throw error
  }
}

const typeCheck = (file) =>
  file.startsWith('inertia/')
    ? tool('vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', file)
    : tool('typescript/bin/tsc', '--noEmit', '-p', file)

/** What `npm run check` runs: a label and the arguments for Node. */
export const checks = () => [
  { label: 'lint', args: tool('eslint/bin/eslint.js', '.', '--max-warnings=0') },
  { label: 'format', args: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
  ...typeChecks(),
  {
    label: 'dependency rules',
    args: tool(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'app'
    ),
  },
  { label: 'unused code', args: tool('knip/bin/knip.js') },
]
