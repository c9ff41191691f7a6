import type { Standing } from '@lianke/kernel'

/** A consent for no channel in particular is for every channel: one word a person and purpose. */
const everyChannel = '*'

/** What a consent speaks of, and when it was said: another word is said now unless told otherwise. */
export const wordOf = ({ row, before, now }: Standing) => {
  const said = before !== null && before.status !== row.status && row.decided_at === before.decided_at
  return { scope: row.channel ?? everyChannel, decided_at: said && row.status !== 'unknown' ? now : row.decided_at }
}
