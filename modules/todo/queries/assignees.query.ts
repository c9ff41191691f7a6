import { type Filter, tableOf, type UnitOfWork } from '@lianke/kernel'
import { task } from '@lianke/fieldwork/contract'
import { department, managersOfStaff, staff } from '@lianke/organisation/contract'
import { workItem } from '../objects/work-item.object.ts'
import { byTurn, toLeastLoaded } from '../rules/deal.rule.ts'
import { standInFor } from './staff-at-work.query.ts'

/** Who is to answer, as a step says it. */
export interface AssigneeRule {
  readonly assignee: 'owner' | 'manager' | 'colleague' | 'role' | 'department'
  readonly colleague?: string | null | undefined
  readonly role?: string | null | undefined
  readonly department?: string | null | undefined
  /** How the members of a role share: round robin, whoever has least to do, whoever takes it. */
  readonly share?: 'turn' | 'least' | 'queue' | null | undefined
  readonly fallback?: string | null | undefined
}
/** Who has it, or may take it. */
export interface Assigned {
  readonly owner: string | null
  readonly candidates: readonly string[]
}
const membersMax = 1000

const membersOf = async (work: UnitOfWork, role: string): Promise<readonly string[]> => {
  const filter: Filter = {
    and: [
      { field: 'roles', op: 'any_of', value: [role] },
      { field: 'status', op: 'eq', value: 'active' },
    ],
  }
  const { data } = await work.system.records.list(staff, { filter, fields: ['id'], sort: ['id'], limit: membersMax })
  return data.map(({ id }) => id)
}

/** How much each of them has open, tasks among it. */
const loadOf = async (work: UnitOfWork, members: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await work.sql<{ owner: string; open: number }>(
    `select owner, count(*)::int as open from (
        select owner from ${tableOf(workItem.name)} where owner = any($1::uuid[]) and status = 'open' and deleted_at is null
        union all
        select owner from ${tableOf(task.name)} where owner = any($1::uuid[]) and status in ('open', 'in_progress') and deleted_at is null) o
      group by owner`,
    [members],
  )
  return new Map(rows.map(({ owner, open }) => [owner, open]))
}

/** Whose turn it was last at this step; whoever deals next waits until this unit of work has ended. */
const lastTurn = async (work: UnitOfWork, process: string, node: string): Promise<string | null> => {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`todo.turn ${process} ${node}`])
  const [last] = await work.sql<{ dealt_to: string | null }>(
    `select dealt_to from ${tableOf(workItem.name)} where process = $1 and node = $2 and dealt_to is not null order by id desc limit 1`,
    [process, node],
  )
  return last?.dealt_to ?? null
}

const ofRole = async (
  work: UnitOfWork,
  { role, share }: AssigneeRule,
  { process, node }: { readonly process: string; readonly node: string },
  count: number,
): Promise<readonly Assigned[]> => {
  const members = role ? await membersOf(work, role) : []
  const nobody = { owner: null, candidates: [] }
  if (members.length === 0) return Array.from({ length: count }, () => nobody)
  if (share === 'queue') return Array.from({ length: count }, () => ({ owner: null, candidates: members }))
  const dealt =
    share === 'least'
      ? toLeastLoaded(members, await loadOf(work, members), count)
      : byTurn(members, await lastTurn(work, process, node), count)
  return dealt.map((owner) => ({ owner, candidates: [] }))
}

const wantedBy = async (
  work: UnitOfWork,
  rule: AssigneeRule,
  owners: readonly (string | null)[],
): Promise<readonly (string | null)[]> => {
  if (rule.assignee === 'owner') return owners
  if (rule.assignee === 'manager')
    return owners.map(
      await managersOfStaff(
        work,
        owners.flatMap((one) => one ?? []),
      ),
    )
  if (rule.assignee === 'colleague') return owners.map(() => rule.colleague ?? null)
  const head = rule.department
    ? (await work.system.records.find(department, [rule.department], { fields: ['manager'] })).get(rule.department)?.manager
    : null
  return owners.map(() => head ?? null)
}

/** Who is to answer for each of a set of records, by their owners; null: the rule finds nobody who works here. */
export const assigneesFor = async (
  work: UnitOfWork,
  rule: AssigneeRule,
  owners: readonly (string | null)[],
  at: { readonly process: string; readonly node: string },
): Promise<readonly (Assigned | null)[]> => {
  const dealt =
    rule.assignee === 'role'
      ? await ofRole(work, rule, at, owners.length)
      : (await wantedBy(work, rule, owners)).map((owner): Assigned => ({ owner, candidates: [] }))
  const standIn = await standInFor(
    work,
    dealt.map(({ owner }) => owner),
    rule.fallback ?? null,
  )
  return dealt.map(({ owner, candidates }) => {
    if (candidates.length > 0) return { owner: null, candidates }
    const found = standIn(owner)
    return found === null ? null : { owner: found, candidates: [] }
  })
}
