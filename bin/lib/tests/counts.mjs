/**
 * Adds up what Japa's ndjson reporter and `tests/support/shared_run.ts` tell, line by line. A line of the tests' own output, even
 * one of JSON, is not taken for one of theirs.
 */
export class Counts {
  /** The spec file that is being played, null between two; told in a shared run only, as the next. */
  file = null
  /** How many tests each file held that came to its end. */
  files = new Map()
  /** A pinned test keeps others from being run, on purpose. */
  hasPins = false
  failedTitles = []

  #inFile = 0
  #seen = { passed: 0, failed: 0, skipped: 0 }
  #summary = null
  #brokenGroups = 0

  #events = {
    'suite:start': () => {},
    'group:start': () => {},
    'test:end': (report) => this.#count(report),
    'suite:end': ({ errors = [] }) => (this.#brokenGroups += errors.length),
    'file:start': ({ file }) => {
      this.file = file
      this.#inFile = 0
    },
    'file:end': ({ file }) => {
      this.file = null
      this.files.set(file, this.#inFile)
    },
  }

  /** @returns whether the line was one of theirs, and so is not for the eyes. */
  take(line) {
    const report = parse(line)
    if (report?.aggregates && Array.isArray(report.failedTestsTitles)) {
      this.#summary = report
      this.failedTitles = report.failedTestsTitles
      return true
    }
    const hear = this.#events[report?.event]
    hear?.(report)
    return hear !== undefined
  }

  /** Tests a suite could not even begin, told by whoever leaves it out. */
  skip(count) {
    this.#seen.skipped += count
  }

  /**
   * @param exitCode of the process: one that broke off, or ended badly although each test was well, failed once.
   */
  total(exitCode) {
    const { passed, skipped } = this.#seen
    const failed = this.#seen.failed + this.#brokenGroups
    const brokeOff = this.#summary === null || exitCode !== 0 || this.#summary.hasError
    return { passed, failed: failed === 0 && brokeOff ? 1 : failed, skipped }
  }

  /** A test that is to fail (`.fails()`) counts by whether it did as it should. */
  #count({ hasError, errors = [], isSkipped, isTodo, isFailing, isPinned = false }) {
    this.#inFile++
    this.hasPins ||= isPinned
    const broke = hasError ?? errors.length > 0
    if (isSkipped || isTodo) {
      this.#seen.skipped++
    } else if (Boolean(isFailing) === broke) {
      this.#seen.passed++
    } else {
      this.#seen.failed++
    }
  }
}

function parse(line) {
  if (!line.startsWith('{')) {
    return null
  }
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** The last line of `npm test`. */
export function lastLine({ passed, failed, skipped }) {
  const tail = skipped > 0 ? `, ${skipped} skipped` : ''
  return `${passed} passed, ${failed} failed${tail}`
}
