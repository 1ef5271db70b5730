import { readFileSync } from 'node:fs'

/** Where npm would find a package for `from`: beside it, else in a folder above. */
function resolve(packages, from, name) {
  for (let folder = from; ; folder = above(folder)) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (packages[place]?.version) {
      return place
    }
    if (folder === '') {
      return null
    }
  }
}

const above = (folder) => folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))

/**
 * What would make `npm ci` fail elsewhere: a platform's package that is missing from the lock file (made on another platform, npm
 * may forget it), an address of the registry it was made with, or an entry that belongs to nothing.
 *
 * @returns {string[]} one sentence for each.
 */
export function lockFileFaults(lock) {
  const faults = []
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!resolve(lock.packages, place, name)) {
        faults.push(`${name}, an optional package of ${place || 'the project'}, is missing.`)
      }
    }
    if (/^https?:/.test(entry.resolved ?? '')) {
      faults.push(`${place} names a registry ("resolved").`)
    }
    if (entry.extraneous) {
      faults.push(`${place} is extraneous: nothing needs it.`)
    }
  }
  return faults
}

/** Each install script is judged in allowScripts, so that a new one is noticed. */
export function scriptFaults(lock, manifest) {
  const judged = manifest.allowScripts ?? {}
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length))
    .filter((name) => !(name in judged))
    .map(
      (name) => `${name} has an install script that allowScripts in package.json does not mention.`
    )
}

export function checkLockFile(folder) {
  const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
  const lock = read('package-lock.json')
  return [...lockFileFaults(lock), ...scriptFaults(lock, read('package.json'))]
}
