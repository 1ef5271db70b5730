/** How the page stands with the server; drives the corner dot and the setup page. */
export type ConnectionStatus =
  | { name: 'no_key' }
  | { name: 'connecting' }
  | { name: 'live' }
  /** Tries again by itself. `status` is null when no answer came at all. */
  | { name: 'waiting'; status: number | null }
  /** The key was refused (401, 403, 410). Asked again now and then, in case it was a mistake. */
  | { name: 'refused'; status: number }
