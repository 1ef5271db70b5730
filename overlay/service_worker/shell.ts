declare const __BUILD_ID__: string
/** Paths of the page's scripts and styles, written in by build.ts. */
declare const __ASSETS__: string[]

export const PAGE = '/overlay'
export const CACHE = `crowdcrit-overlay-${__BUILD_ID__}`
export const SHELL = [PAGE, ...__ASSETS__]
