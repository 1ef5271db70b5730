/**
 * Runs ace commands from the TypeScript sources. The build replaces this file.
 */
import '@poppinss/ts-exec'
await import('./bin/console.js')
