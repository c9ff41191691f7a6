import { type ProcessRun, type StepMove, surely, tableOf, textIn, type UnitOfWork } from '@lianke/kernel'
import { approvalDecided } from '../events/approval.events.ts'
import { approval } from '../objects/approval.object.ts'
import { opinion } from '../objects/opinion.object.ts'
import { request } from '../objects/request.object.ts'
import { approversFor, around, type Asker } from '../queries/approvers.query.ts'
import { type Approving, approvingIn, outcomesFor, stepName } from '../rules/approving.rule.ts'
import { planSeats, type PlannedSeat } from '../rules/plan-seats.rule.ts'
import { judgeSeats, type Seat } from '../rules/seat.rule.ts'
import { requestsOf } from './ensure-requests.ts'
import { openSeats } from './open-seats.ts'
import type { RequestRow } from '../objects/rows.ts'

/** A step that runs come to. */
export interface Coming {
  readonly object: string
  readonly node: string
  readonly config: Readonly<Record<string, unknown>>
  readonly runs: readonly ProcessRun[]
  /** Whose each record is. */
  readonly ownerOf: (subject: string) => string | null
}
interface Arrival {
  readonly run: ProcessRun
  readonly request: RequestRow
}

/** Nobody may agree here, and the step does not say that it passes then. */
const nobody = 'approval.nobody'

export const waitsFor = (run: Pick<ProcessRun, 'id'>): StepMove => ({
  run: run.id,
  wait: { until: null, event: approvalDecided.name, where: { field: 'run', op: 'eq', value: run.id } },
})

interface Agreed {
  readonly all: ReadonlySet<string>
  readonly last: ReadonlySet<string>
}
/** Who has agreed to each request since it was submitted (anew): at any step, and at the one before. One statement. */
const agreedBefore = async (work: UnitOfWork, arrivals: readonly Arrival[]): Promise<(id: string) => Agreed> => {
  const rows = await work.sql<{ request: string; approver: string; turn: number }>(
    `select o.request, o.approver, o.turn from ${tableOf(opinion.name)} o join ${tableOf(request.name)} r on r.id = o.request
      where o.request = any($1::uuid[]) and o.status in ('approved', 'passed') and o.approver is not null and o.turn > r.since and o.deleted_at is null`,
    [arrivals.map((one) => one.request.id)],
  )
  const turnOf = new Map(arrivals.map((one) => [one.request.id, one.request.turn ?? 0]))
  const of = Map.groupBy(rows, (row) => row.request)
  return (id) => {
    const own = of.get(id) ?? []
    return {
      all: new Set(own.map(({ approver }) => approver)),
      last: new Set(own.flatMap(({ approver, turn }) => (turn === turnOf.get(id) ? [approver] : []))),
    }
  }
}

/** What the approvers of a step are asked, as their items keep it. */
const askedOf = async (work: UnitOfWork, { object, config, runs }: Coming, rule: Approving) => {
  const { process } = surely(runs[0], 'a set has a first')
  const { name } = (await work.system.records.find(approval, [process], { fields: ['name'] })).get(process) ?? { name: '' }
  const [definition] = work.objects((one) => one.name === object)
  return { ...config, title: `${name}：{${definition?.title ?? 'id'}}`, outcomes: outcomesFor(rule) }
}

/** The seats of each request as the step begins, by the company as it is today. */
const planned = async (
  work: UnitOfWork,
  { node, ownerOf }: Coming,
  rule: Approving,
  arrivals: readonly Arrival[],
): Promise<readonly (readonly PlannedSeat[])[]> => {
  const askers = arrivals.map(
    ({ request: { submitter, chosen, subject } }): Asker => ({ submitter, chosen, owner: ownerOf(subject), node }),
  )
  const approvers = await approversFor(work, rule, askers)
  const { superiorOf, administrators, standIn } = await around(work, askers)
  const agreed = await agreedBefore(work, arrivals)
  return arrivals.map((arrival, at) => {
    const { submitter, id } = arrival.request
    const { all, last } = agreed(id)
    const superior = superiorOf(submitter)
    return planSeats(approvers[at] ?? [], rule, { submitter, superior, agreed: all, agreedLast: last, administrators, standIn })
  })
}

/** Nobody can be asked here: until somebody has decided, what was decided before is not the last word. */
const leaveUndecided = (work: UnitOfWork, node: string, arrivals: readonly Arrival[]) =>
  work.system.records.upsert({
    object: request.name,
    rows: arrivals.map(({ request: { id } }) => ({ id, node, decision: null })),
  })

/** Requests come to a step: their approvers get their places, those whose turn it is are asked. Answers what becomes of each run. */
export const comeToStep = async (work: UnitOfWork, coming: Coming): Promise<ReadonlyMap<string, StepMove>> => {
  const { node, object, config, runs } = coming
  const rule = approvingIn(config)
  const requests = await requestsOf(work, object, runs)
  const arrivals = runs.flatMap((run): Arrival[] => {
    const found = requests.get(run.id)
    return found ? [{ run, request: found }] : []
  })
  const plans = await planned(work, coming, rule, arrivals)
  const asked = await askedOf(work, coming, rule)
  const moves = new Map<string, StepMove>()
  await leaveUndecided(
    work,
    node,
    arrivals.filter((_, at) => (plans[at] ?? []).length === 0),
  )
  const seated = arrivals.flatMap((arrival, at) => {
    const seats = plans[at] ?? []
    if (seats.length === 0) moves.set(arrival.run.id, { run: arrival.run.id, refused: nobody })
    return seats.length === 0 ? [] : [{ ...arrival, seats, turn: (arrival.request.turn ?? 0) + 1 }]
  })
  const rows = seated.flatMap(({ request: { id }, seats, turn }) =>
    seats.map((seat, place) => ({
      ...seat,
      request: id,
      node,
      node_name: stepName(rule, work.locale),
      turn,
      place,
      mode: rule.mode,
      decided_at: seat.status === 'passed' ? work.now : null,
      config: asked,
    })),
  )
  const { ids } = await work.system.records.upsert({ object: opinion.name, rows })
  const places = rows.map((row, at) => ({ ...row, id: surely(ids[at], 'every seat was made'), added_to: null, added: null }))
  const byRequest = Map.groupBy(places, (place) => place.request)
  const judged = seated.map((one) => {
    const own = byRequest.get(one.request.id) ?? []
    return { ...one, own, verdict: judgeSeats(own satisfies readonly Seat[], rule.mode) }
  })
  await work.system.records.upsert({
    object: request.name,
    rows: judged.map(({ request: { id }, turn, verdict }) => ({
      id,
      turn,
      node,
      decision: verdict.outlet,
    })),
  })
  await openSeats(
    work,
    judged.flatMap((one) =>
      one.own.flatMap((seat) => (one.verdict.opens.includes(seat.id) ? [{ request: one.request, seat }] : [])),
    ),
  )
  for (const { run, verdict } of judged)
    moves.set(run.id, verdict.outlet ? { run: run.id, outlet: verdict.outlet } : waitsFor(run))
  return moves
}

/** Whose record each is, as the step reads it. */
export const ownersIn = (rows: ReadonlyMap<string, Readonly<Record<string, unknown>>>) => (subject: string) =>
  textIn(rows.get(subject)?.owner)
