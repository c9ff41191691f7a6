/** Options of a cache of so many entries that grows as it is filled; with `max` it would lay out room for all of them at once: 2.4 MB for 100,000. */
export const atMost = (entries: number): { readonly maxSize: number; readonly sizeCalculation: () => number } => ({
  maxSize: entries,
  sizeCalculation: () => 1,
})
