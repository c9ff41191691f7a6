export const hour = 3_600_000
export const day = 24 * hour
/** Milliseconds of the epoch as the API writes them. */
export const iso = (at: number): string => new Date(at).toISOString()
