/** Of the reader's languages the first kind of English; of several habits the most common one where there is none. */
export const englishOf = (languages: readonly string[]) =>
  languages.find((language) => /^en\b/i.test(language)) ?? 'en-GB'

/**
 * The pages speak English, so their dates and numbers do: a sentence is never half in another
 * language. Which English, and the zone of the times, is the reader's.
 */
export const LOCALE = englishOf(navigator.languages)
