import type { Row } from '@lianke/kernel'

/** What a running journey says of itself: whom it begins with and who may come in. */
type Journey = Readonly<Record<string, unknown>>

/** Segments that people are in and no journey asks for, the largest first: nobody speaks to them yet. */
export const unspoken = <S extends Row>(segments: readonly S[], journeys: readonly Journey[]): readonly S[] => {
  const said = journeys.map(({ trigger, condition }) => JSON.stringify([trigger ?? null, condition ?? null]))
  return segments
    .filter(({ id, member_count: members }) => Number(members ?? 0) > 0 && !said.some((words) => words.includes(id)))
    .toSorted((a, b) => Number(b.member_count) - Number(a.member_count))
}
