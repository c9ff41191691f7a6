/** A number from 0 to below 100, the same for the same record and node in every process. */
export const shareOf = (subject: string, node: string): number => {
  let hash = 0x811c9dc5
  const text = `${node}:${subject}`
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  // Murmur's last mixing, because FNV alone spreads short texts poorly in its high bits.
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return ((hash >>> 0) / 2 ** 32) * 100
}
