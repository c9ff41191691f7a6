export const outletPartsMax = 10

/** A name for one more way out of a step: the stem and the first number that is free. */
export const freeOutlet = (stem: string, taken: readonly string[]): string => {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`${stem}${n}`)) return `${stem}${n}`
}
