const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Invisible, does not break the line, and breaks the pattern it is put into. */
const WORD_JOINER = '\u2060'

/**
 * Cleaned text as the content of a chat message. Escaping alone would not do:
 * Foundry enriches the text it displays, so that `[[/roll 99d99]]` rolls,
 * `@UUID[...]` links and an address becomes a hyperlink. Those are taken apart.
 */
export function toMessageHtml(text: string): string {
  return text
    .replaceAll('[', `${WORD_JOINER}[`)
    .replaceAll('://', `:${WORD_JOINER}//`)
    .replace(/www\./gi, (match) => `${match.slice(0, 3)}${WORD_JOINER}.`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character])
}
