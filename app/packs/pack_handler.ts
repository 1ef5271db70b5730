/** Handles the rewards of packs: `rewards.handler`; their subject is the set. */
export const PACK = 'pack'
