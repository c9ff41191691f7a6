import type { Label } from '@lianke/kernel'

/** The platform's own words. */
export const platformWords: Readonly<Record<string, Label>> = {}
