import { type Filter, type UnitOfWork, refuse } from '@lianke/kernel'
import { accessChannel } from '../access/load-access.ts'
import { rulesMax } from '../access/sharing-rules.ts'
import { type NamedPrincipal, namePrincipals, type Principal } from './principal.ts'
import { levelOf, type ShareLevel, storedLevel } from './share-level.ts'

export interface SharingRuleInput {
  readonly name: string
  readonly object: string
  readonly filter: Filter
  readonly principals: readonly Principal[]
  readonly level: ShareLevel
  readonly active: boolean
}
export interface StoredSharingRule extends Omit<SharingRuleInput, 'principals'> {
  readonly id: string
  /** Those that still exist. */
  readonly principals: readonly NamedPrincipal[]
  readonly created_at: string
}
interface RuleRow {
  id: string
  name: string | null
  object: string
  filter: Filter
  principals: string[]
  level: string
  active: boolean
  created_at: string
}

const columns = 'id, name, object, filter, principals, level, active, created_at'

const shown = async (work: UnitOfWork, rows: readonly RuleRow[]): Promise<StoredSharingRule[]> => {
  const known = await namePrincipals(
    work,
    rows.flatMap(({ principals }) => principals),
  )
  return rows.map(({ name, principals, level, ...row }) => ({
    ...row,
    name: name ?? '',
    level: levelOf(level),
    principals: principals.flatMap((id) => known.get(id) ?? []),
  }))
}

/** All rules, those of one object together. */
export const listSharingRules = async (work: UnitOfWork): Promise<StoredSharingRule[]> =>
  shown(work, await work.sql<RuleRow>(`select ${columns} from sharing_rule order by object, name, id limit ${rulesMax}`))

/** Refuses `sharing.not_found`. */
export const getSharingRule = async (work: UnitOfWork, id: string): Promise<StoredSharingRule> => {
  const [rule] = await shown(work, await work.sql<RuleRow>(`select ${columns} from sharing_rule where id = $1::uuid`, [id]))
  return rule ?? refuse('sharing.not_found', { status: 404 })
}

const told = (rule: SharingRuleInput | StoredSharingRule) => ({
  name: rule.name,
  object: rule.object,
  filter: rule.filter,
  level: rule.level,
  active: rule.active,
  principals: rule.principals.map(({ kind, id }) => ({ kind, id })),
})

type Told = ReturnType<typeof told>

/** Written down as a fact, and told to every process with the commit: the next list obeys. */
const changed = async (
  work: UnitOfWork,
  change: 'created' | 'updated' | 'deleted',
  id: string,
  before: Told | null,
  after: Told | null,
): Promise<void> => {
  await work.emit({
    name: `sharing.rule_${change}`,
    payload: { rule: id, title: (after ?? before)?.name ?? '' },
    before,
    after,
  })
  await work.sql('select pg_notify($1, $2)', [accessChannel, work.tenant])
}
const valuesOf = (rule: SharingRuleInput) => [
  rule.name,
  rule.object,
  JSON.stringify(rule.filter),
  rule.principals.map(({ id }) => id),
  storedLevel(rule.level),
  rule.active,
]

export const createSharingRule = async (work: UnitOfWork, rule: SharingRuleInput): Promise<string> => {
  const [row] = await work.sql<{ count: number }>('select count(*)::float8 as count from sharing_rule')
  if ((row?.count ?? 0) >= rulesMax) refuse('sharing.too_many', { params: { max: rulesMax } })
  const id = work.id()
  const by = work.actor.kind === 'user' ? work.actor.id : null
  await work.sql(
    'insert into sharing_rule (name, object, filter, principals, level, active, id, created_by) values ($1, $2, $3::jsonb, $4::uuid[], $5, $6, $7, $8::uuid)',
    [...valuesOf(rule), id, by],
  )
  await changed(work, 'created', id, null, told(rule))
  return id
}

export const updateSharingRule = async (work: UnitOfWork, id: string, rule: SharingRuleInput): Promise<void> => {
  const before = await getSharingRule(work, id)
  await work.sql(
    'update sharing_rule set name = $1, object = $2, filter = $3::jsonb, principals = $4::uuid[], level = $5, active = $6 where id = $7::uuid',
    [...valuesOf(rule), id],
  )
  await changed(work, 'updated', id, told(before), told(rule))
}

export const removeSharingRule = async (work: UnitOfWork, id: string): Promise<void> => {
  const before = await getSharingRule(work, id)
  await work.sql('delete from sharing_rule where id = $1::uuid', [id])
  await changed(work, 'deleted', id, told(before), null)
}
