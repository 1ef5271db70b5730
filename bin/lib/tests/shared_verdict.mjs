/**
 * What the processes of a run counted, together. In a run of several each spec file must have come to its end with a test in
 * it, whoever played it.
 *
 * @returns the counts, and a sentence for each file that did not.
 */
export function judge(processes, files) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { total } of processes) {
    for (const name of Object.keys(counts)) {
      counts[name] += total[name]
    }
  }

  const faults = processes.length > 1 ? faultsOf(processes, files) : []
  return { counts: { ...counts, failed: counts.failed || faults.length }, faults }
}

function faultsOf(processes, files) {
  const all = processes.map(({ counts }) => counts)
  const ended = new Map()
  for (const [file, tests] of all.flatMap((counts) => [...counts.files])) {
    ended.set(file, tests + (ended.get(file) ?? 0))
  }
  const hasPins = all.some((counts) => counts.hasPins)

  return files.flatMap((file) => {
    if (!ended.has(file)) {
      const isBegun = all.some((counts) => counts.file === file)
      return isBegun ? `${file} was broken off.` : `${file} was not run.`
    }
    return ended.get(file) > 0 || hasPins ? [] : `${file} ran no test.`
  })
}
