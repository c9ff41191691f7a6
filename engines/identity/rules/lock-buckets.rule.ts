const bucketsMax = 512

/** FNV-1a: the same bucket for the same text in every process. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** Lock numbers of a set of identifiers, ascending, so that no two workers wait for each other; bounded, because the lock table is. */
export const lockBuckets = (keys: readonly string[]): number[] =>
  [...new Set(keys.map((key) => (hashOf(key) >>> 0) % bucketsMax))].sort((a, b) => a - b)
