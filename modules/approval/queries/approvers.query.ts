import { idIn, textIn, type UnitOfWork } from '@lianke/kernel'
import { managersOfStaff } from '@lianke/organisation/contract'
import type { ApproverRule } from '../rules/approving.rule.ts'
import { administratorsHere, atWork, headsOf, membersOfRole, standInsToday } from './staff-here.query.ts'
import { superiorsOf } from './superiors.query.ts'

/** A request as far as its approvers go. */
export interface Asker {
  readonly submitter: string | null
  /** Who was chosen when it was submitted, by step; `*`: for all that leave it open. */
  readonly chosen: unknown
  /** Whose record it is. */
  readonly owner: string | null
  readonly node: string
}
/** What of the company a step has to know. */
export interface Around {
  readonly superiorOf: (id: string | null) => string | null
  readonly administrators: readonly string[]
  readonly standIn: (id: string) => string
}

const chosenBy = ({ chosen, node }: Asker): readonly string[] => {
  if (typeof chosen !== 'object' || chosen === null) return []
  const entries = new Map(Object.entries(chosen))
  const own = entries.get(node) ?? entries.get('*')
  return Array.isArray(own) ? own.flatMap((one) => idIn(one) ?? textIn(one) ?? []) : []
}

const namedBy = async (
  work: UnitOfWork,
  rule: ApproverRule,
  askers: readonly Asker[],
): Promise<readonly (readonly string[])[]> => {
  const submitters = askers.flatMap(({ submitter }) => submitter ?? [])
  const each = (of: (id: string) => readonly string[]) => askers.map(({ submitter }) => (submitter ? of(submitter) : []))
  if (rule.who === 'colleagues') return askers.map(() => rule.colleagues)
  if (rule.who === 'chosen') return askers.map(chosenBy)
  if (rule.who === 'owner') return askers.map(({ owner }) => (owner ? [owner] : []))
  if (rule.who === 'role') {
    const members = rule.role ? await membersOfRole(work, rule.role) : []
    return askers.map(() => members)
  }
  if (rule.who === 'head') {
    const headOf = await headsOf(work, submitters, rule.department)
    return askers.map(({ submitter }) => [headOf(submitter ?? '')].flatMap((id) => id ?? []))
  }
  const above = await superiorsOf(work, submitters, rule.level)
  return each((id) => (rule.who === 'superiors' ? above(id) : above(id).slice((rule.level ?? 1) - 1, rule.level ?? 1)))
}

/** Who is to agree for each of a set of requests, in order; of who left, whoever leads them. A bounded number of statements. */
export const approversFor = async (
  work: UnitOfWork,
  rule: ApproverRule,
  askers: readonly Asker[],
): Promise<readonly (readonly string[])[]> => {
  const named = await namedBy(work, rule, askers)
  const all = named.flat()
  const managerOf = await managersOfStaff(work, [...new Set(all)])
  const here = await atWork(work, [...all, ...all.flatMap((id) => managerOf(id) ?? [])])
  return named.map((ids) =>
    ids.flatMap((id) => {
      const found = [id, managerOf(id)].find((one) => one !== null && here.has(one))
      return found ?? []
    }),
  )
}

/** What of the company the steps of these requests have to know. */
export const around = async (work: UnitOfWork, askers: readonly Asker[]): Promise<Around> => ({
  superiorOf: await managersOfStaff(
    work,
    askers.flatMap(({ submitter }) => submitter ?? []),
  ),
  administrators: await administratorsHere(work),
  standIn: await standInsToday(work),
})
