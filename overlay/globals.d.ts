/** The build's id, written in by build.ts. */
declare const __BUILD_ID__: string
