import { fileURLToPath } from 'node:url'

/** Where `make:trigger` and `make:action` find what they write. */
export const stubsRoot = fileURLToPath(new URL('./', import.meta.url))
