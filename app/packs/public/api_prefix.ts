/** Where the public JSON of the card packs begins. */
export const PACKS_API = '/api/packs/v1'
