export const triggers = {}
