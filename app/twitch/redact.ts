const NAMED =
  /((?:access_token|refresh_token|client_secret|token|code|secret)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi
const HEADER = /\b(bearer|oauth)\s+\S+/gi

/** Twitch's tokens are 30 or 50 small letters and digits; a uuid is shorter between its hyphens. */
const TOKEN_LIKE = /\b[a-z0-9]{30,}\b/g

/**
 * Takes secrets out of text that others wrote, before it is logged, stored or
 * shown: libraries and servers like to quote a whole URL or header in an error.
 */
export function redact(text: string): string {
  return text
    .replace(NAMED, '$1[hidden]')
    .replace(HEADER, '$1 [hidden]')
    .replace(TOKEN_LIKE, '[hidden]')
}
