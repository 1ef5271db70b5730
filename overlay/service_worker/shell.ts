declare const OVERLAY_BUILD: string
/** Paths of the page's scripts and styles, written in by build.ts. */
declare const OVERLAY_ASSETS: string[]

export const PAGE = '/overlay'
export const CACHE = `crowdcrit-overlay-${OVERLAY_BUILD}`
export const SHELL = [PAGE, ...OVERLAY_ASSETS]
