interface Word {
  readonly status: unknown
  readonly decided_at: unknown
}
const isSaid = ({ status }: Word): boolean => status === 'granted' || status === 'denied'

/** When it was said, in milliseconds: a refusal that nobody dated counts as said last, a consent that nobody dated as said first. */
const saidAt = ({ status, decided_at }: Word): number => {
  const at = typeof decided_at === 'string' ? Date.parse(decided_at) : Number.NaN
  return Number.isNaN(at) ? (status === 'denied' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY) : at
}

/** Of two words about one thing: any word before none, the later before the earlier, a refusal before a consent of the same moment. Negative: the first. */
export const stricterWord = (one: Word, other: Word): number => {
  if (isSaid(one) !== isSaid(other)) return isSaid(one) ? -1 : 1
  const [first, second] = [saidAt(one), saidAt(other)]
  if (first !== second) return first > second ? -1 : 1
  return Number(other.status === 'denied') - Number(one.status === 'denied')
}
