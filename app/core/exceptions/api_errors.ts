import type { HttpContext } from '@adonisjs/core/http'

export type ErrorAnswer = (error: unknown, ctx: HttpContext) => void

const answers = new Map<string, ErrorAnswer>()

/**
 * Makes every error below a path prefix an answer in that API's own form, also
 * what no controller of it threw: an unknown path, a bug.
 */
export function answerErrorsOf(prefix: string, answer: ErrorAnswer): void {
  answers.set(prefix, answer)
}

/** The form of errors at this path; undefined for pages. */
export function errorAnswerOf(path: string): ErrorAnswer | undefined {
  for (const [prefix, answer] of answers) {
    if (path.startsWith(prefix)) {
      return answer
    }
  }
}
