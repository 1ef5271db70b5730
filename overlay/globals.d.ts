/** The build's id, written in by build.ts. */
declare const OVERLAY_BUILD: string
