import type { Page } from 'playwright'
import { sharedChromium } from '#tests/support/browser'

const MOST_SIGNS = 1500

/**
 * What the open pages show when a test fails, for whoever reads it in a log: most failures in a browser come once
 * in a hundred runs, and are gone in the next one.
 */
export async function tellWhatWasSeen(): Promise<void> {
  const browser = await sharedChromium()
  const pages = browser.contexts().flatMap((context) => context.pages())
  const seen = await Promise.all(pages.map(describe))
  for (const text of seen) process.stderr.write(`${text}\n`)
}

/** A page that ends while it is looked at says that. */
async function describe(page: Page): Promise<string> {
  try {
    const [shown, messages, errors] = await Promise.all([
      page.evaluate(() => ({
        state: document.readyState,
        text: document.body.innerText,
        unanswered: performance
          .getEntriesByType('resource')
          .filter((entry) => 'responseStatus' in entry && entry.responseStatus !== 200)
          .map(({ name }) => name),
      })),
      page.consoleMessages(),
      page.pageErrors(),
    ])
    const { state, text, unanswered } = shown
    return [
      `-- ${page.url()} (${state})`,
      text.slice(0, MOST_SIGNS),
      ...messages.map((message) => `console: ${message.text()}`),
      ...errors.map(({ stack }) => `thrown: ${stack}`),
      ...unanswered.map((name) => `not answered with 200: ${name}`),
    ].join('\n')
  } catch (error) {
    return `-- ${page.url()}: ${error}`
  }
}
