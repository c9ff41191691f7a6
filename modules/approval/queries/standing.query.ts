import { commonColumns, idIn, titleIn, type UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { approval } from '../objects/approval.object.ts'
import { opinion } from '../objects/opinion.object.ts'
import { request } from '../objects/request.object.ts'
import type { OpinionRow, RequestRow } from '../objects/rows.ts'

type Titled = { readonly id: string; readonly title: string }
/** What an approver said at a step, or that he is asked. */
interface SeatShown {
  readonly id: string
  readonly approver: Titled | null
  readonly instead_of: Titled | null
  readonly status: string
  readonly why: string | null
  readonly added: string | null
  readonly note: string | null
  readonly at: string | null
}
/** A step that a request came to. */
interface StepShown {
  readonly node: string
  readonly name: string
  readonly turn: number
  readonly mode: string
  readonly seats: readonly SeatShown[]
}
/** Where an approval of a record stands, and how it came there. */
export interface Standing {
  readonly id: string
  readonly title: string
  readonly approval: Titled
  readonly status: string
  readonly submitter: Titled | null
  readonly submitted_at: string
  readonly ended_at: string | null
  readonly note: string | null
  readonly steps: readonly StepShown[]
  /** Steps to which it may be sent back. */
  readonly passed: readonly { readonly node: string; readonly name: string }[]
  /** The item by which the reader is asked. */
  readonly item: string | null
  /** Fields that differ from what was submitted, of those that the reader sees. */
  readonly changed: readonly string[]
  readonly may: readonly ('decide' | 'withdraw' | 'resubmit')[]
}
const shownMax = 10

const stepsOf = (seats: readonly OpinionRow[], titled: (id: string | null) => Titled | null): readonly StepShown[] =>
  [...Map.groupBy(seats, ({ turn }) => turn)].map(([turn, own]) => ({
    node: own[0]?.node ?? '',
    name: own[0]?.node_name ?? '',
    turn,
    mode: own[0]?.mode ?? 'all',
    seats: own.map((seat) => ({
      id: seat.id,
      approver: titled(seat.approver),
      instead_of: titled(seat.instead_of),
      status: seat.status,
      why: seat.why,
      added: seat.added,
      note: seat.note,
      at: seat.decided_at ?? seat.asked_at,
    })),
  }))

const mayOf = (row: RequestRow, mine: boolean, decides: boolean): Standing['may'] => [
  ...(decides && row.status === 'pending' ? (['decide'] as const) : []),
  ...(mine && (row.status === 'pending' || row.status === 'returned') ? (['withdraw'] as const) : []),
  ...(mine && row.status === 'returned' ? (['resubmit'] as const) : []),
]

const plainOf = (value: unknown): string => JSON.stringify(Array.isArray(value) ? value.map(idOr) : idOr(value))
const idOr = (value: unknown): unknown => idIn(value) ?? value ?? null
const ownColumns: ReadonlySet<string> = new Set(commonColumns)

/** Which of these fields differ from what was submitted. */
const changedSince = (
  held: Readonly<Record<string, unknown>> | undefined,
  now: Readonly<Record<string, unknown>> | undefined,
  shown: readonly string[],
): readonly string[] =>
  held && now ? shown.filter((name) => !ownColumns.has(name) && plainOf(held[name]) !== plainOf(now[name])) : []

const snapshotsOf = async (work: UnitOfWork, requests: readonly { readonly id: string; readonly status: string }[]) => {
  const open = requests.filter(({ status }) => status === 'pending' || status === 'returned').map(({ id }) => id)
  if (open.length === 0) return new Map<string, Readonly<Record<string, unknown>>>()
  const rows = await work.sql<{ request: string; held: Readonly<Record<string, unknown>> }>(
    'select request, held from approval_snapshot where request = any($1::uuid[])',
    [open],
  )
  return new Map(rows.map(({ request: id, held }) => [id, held]))
}

/** The approvals of a record, newest first, for whoever may see the record: a bounded number of statements. */
export const standingOf = async (work: UnitOfWork, object: string, record: string, who: string): Promise<readonly Standing[]> => {
  const { records } = work.system
  const shown = Object.keys(await work.records.get(object, record))
  const { data: found } = await records.list(request, {
    filter: {
      and: [
        { field: 'subject', op: 'eq', value: record },
        { field: 'subject_object', op: 'eq', value: object },
      ],
    },
    sort: ['-submitted_at', '-id'],
    limit: shownMax,
  })
  if (found.length === 0) return []
  const requests = found.map((row) => ({ ...row, approval: idIn(row.approval) ?? '', submitter: idIn(row.submitter) }))
  const seats: OpinionRow[] = []
  // What one only reads names its references.
  for await (const set of records.inSets(opinion, {
    filter: { field: 'request', op: 'in', value: requests.map(({ id }) => id) },
  }))
    seats.push(
      ...set.map((seat) => ({
        ...seat,
        request: idIn(seat.request) ?? '',
        approver: idIn(seat.approver),
        instead_of: idIn(seat.instead_of),
      })),
    )
  seats.sort((a, b) => a.turn - b.turn || a.place - b.place || (a.id < b.id ? -1 : 1))
  const people = [
    ...requests.flatMap(({ submitter }) => submitter ?? []),
    ...seats.flatMap(({ approver, instead_of }) => [approver, instead_of].flatMap((id) => id ?? [])),
  ]
  const names = await records.find(staff, [...new Set(people)], { fields: ['name'] })
  const titled = (id: string | null): Titled | null => (id ? { id, title: names.get(id)?.name ?? '—' } : null)
  const approvals = await records.find(approval, [...new Set(requests.map((one) => one.approval))], { fields: ['name'] })
  const snapshots = await snapshotsOf(work, requests)
  const now = (await records.find(object, [record])).get(record)
  const seatsOf = Map.groupBy(seats, (seat) => seat.request)
  return requests.map((row): Standing => {
    const own = seatsOf.get(row.id) ?? []
    const asked = own.find((seat) => seat.turn === row.turn && seat.status === 'open' && seat.approver === who)
    const passed = new Map(own.flatMap(({ node, node_name }) => (node === row.node ? [] : [[node, node_name] as const])))
    return {
      id: row.id,
      title: row.title,
      approval: { id: row.approval, title: titleIn(approvals.get(row.approval)?.name) },
      status: row.status,
      submitter: titled(row.submitter),
      submitted_at: row.submitted_at,
      ended_at: row.ended_at,
      note: row.note,
      steps: stepsOf(own, titled),
      passed: [...passed].map(([node, name]) => ({ node, name })),
      item: asked?.item ?? null,
      changed: changedSince(snapshots.get(row.id), now, shown),
      may: mayOf(row, row.submitter === who, asked !== undefined),
    }
  })
}
