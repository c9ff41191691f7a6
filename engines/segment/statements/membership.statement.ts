import { type FactInput, Refusal, segmentEntered, segmentLeft, segmentObject } from '@lianke/kernel'
import { checkFilter, tellFacts, type Transaction } from '@lianke/platform'
import type { SegmentRow } from '../rules/segment-order.rule.ts'

const actor = { kind: 'system', id: 'segment' } as const
const idList = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** A condition that cannot even be read: stored before conditions were checked. */
interface UnreadableSegment {
  readonly id: string
  readonly error: string
}

/** Segments that are alive, as they are defined now; those whose condition cannot be read apart from the others. */
export const readSegments = async (
  tx: Pick<Transaction, 'query'>,
): Promise<{ readonly segments: readonly SegmentRow[]; readonly unreadable: readonly UnreadableSegment[] }> => {
  const rows = await tx.query<{ id: string; filter: unknown; include: unknown; exclude: unknown; status: SegmentRow['status'] }>({
    text: `select id, filter, include, exclude, status from marketing_segment where deleted_at is null and status = 'active' order by id`,
  })
  const segments: SegmentRow[] = []
  const unreadable: UnreadableSegment[] = []
  for (const row of rows) {
    try {
      segments.push({ ...row, filter: checkFilter(row.filter), include: idList(row.include), exclude: idList(row.exclude) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      unreadable.push({ id: row.id, error: error.code })
    }
  }
  return { segments, unreadable }
}

/** Which of these persons are in the segment now. */
export const currentMembers = async (
  tx: Pick<Transaction, 'query'>,
  segment: string,
  persons: readonly string[],
): Promise<Set<string>> =>
  new Set(
    (
      await tx.query<{ person: string }>({
        text: `select person from segment_membership where segment = $1 and person = any($2)`,
        values: [segment, persons],
      })
    ).map((row) => row.person),
  )

const factOf = (
  name: string,
  segment: string,
  title: string,
  person: string,
  cause?: { id: string; hops: number } | null,
): FactInput => ({
  name,
  subject: { object: segmentObject, id: segment },
  person,
  payload: { segment, title },
  cause: cause ?? null,
})

/** Writes who entered and who left, each as a fact, in one transaction with the membership itself: told once. Answers how many changed. */
export const changeMembers = async (
  tx: Transaction,
  segment: string,
  change: { entered: readonly string[]; left: readonly string[] },
  given: { now: string; causes?: ReadonlyMap<string, { id: string; hops: number }> },
): Promise<number> => {
  const entered =
    change.entered.length === 0
      ? []
      : await tx.query<{ person: string }>({
          text: `insert into segment_membership (segment, person, entered_at) select $1, person, $3 from unnest($2::uuid[]) as person order by person
      on conflict do nothing returning person`,
          values: [segment, change.entered, given.now],
        })
  const left =
    change.left.length === 0
      ? []
      : await tx.query<{ person: string }>({
          text: `delete from segment_membership where segment = $1 and person = any($2) returning person`,
          values: [segment, change.left],
        })
  if (entered.length + left.length === 0) return 0
  const [row] = await tx.query<{ name: string }>({
    text: `update marketing_segment set member_count = greatest(0, coalesce(member_count, 0) + $2), refreshed_at = $3 where id = $1 returning name`,
    values: [segment, entered.length - left.length, given.now],
  })
  const title = row?.name ?? ''
  await tellFacts(
    tx,
    [
      ...entered.map((row) => factOf(segmentEntered, segment, title, row.person, given.causes?.get(row.person))),
      ...left.map((row) => factOf(segmentLeft, segment, title, row.person, given.causes?.get(row.person))),
    ],
    { actor, now: given.now },
  )
  return entered.length + left.length
}

/** What a merged-away person was a member of is forgotten; the survivor is evaluated anew. */
export const forgetMembers = (tx: Transaction, persons: readonly string[]) =>
  tx.execute({ text: `delete from segment_membership where person = any($1)`, values: [persons] })
