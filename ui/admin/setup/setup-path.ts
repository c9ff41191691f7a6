/** Where the set-up guide stands. */
export const setupPath = '/settings/setup'
