/**
 * Adds up what Japa's ndjson reporter tells, line by line. A line of the tests' own output, even one of JSON, is not taken for
 * one of the reporter's.
 */
export class Counts {
  #seen = { passed: 0, failed: 0, skipped: 0 }
  #summary = null
  #brokenGroups = 0

  /** @returns whether the line was the reporter's, and so is not for the eyes. */
  take(line) {
    const report = parse(line)
    if (!report) {
      return false
    }
    if (report.event === 'test:end') {
      this.#count(report)
      return true
    }
    if (report.event === 'suite:end') {
      this.#brokenGroups += report.errors?.length ?? 0
      return true
    }
    if (report.aggregates && Array.isArray(report.failedTestsTitles)) {
      this.#summary = report
      return true
    }
    return ['suite:start', 'group:start'].includes(report.event)
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
  #count({ hasError, errors = [], isSkipped, isTodo, isFailing }) {
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
