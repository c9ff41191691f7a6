import { type Filter, Refusal } from '@lianke/kernel'
import { type AccessContext, scopeOf } from '../access/access-context.ts'
import type { SharingRule } from '../access/access-predicate.ts'
import type { Database } from '../../store/db/database.ts'
import { compileAnalyticsFilter } from '../query/compile-analytics-filter.ts'
import { type AnalyticsContext, type AnalyticsRows, openAnalyticsScope } from '../query/analytics-filter-scope.ts'
import { mirrorTable } from '../../store/analytics/analytics-model.ts'
import type { Model, ModelObject } from '../model/model.ts'

const inheritDepthMax = 3
const grantsMax = 20_000

export interface AnalyticsAccess {
  readonly rows: AnalyticsRows
  readonly access: AccessContext
}

/**
 * The same permission as lists have, said to the analytics store: own, team, below or all; relations; inheritance; grants; sharing rules.
 * Grants are read from PostgreSQL, because they take effect at once.
 */
export const loadAnalyticsAccess = async (input: {
  database: Pick<Database, 'query'>
  tenant: string
  model: Model
  access: AccessContext
  rules: readonly SharingRule[]
}): Promise<AnalyticsAccess> => {
  const { database, tenant, model, access, rules } = input
  if (access.system) return { rows: () => null, access }
  const grants = new Map<string, string[]>()
  if (access.principals.length > 0) {
    const rows = await database.query<{ object: string; record: string }>(tenant, {
      text: `select object, record from record_grant where principal = any ($1::uuid[]) and (expires_at is null or expires_at > now()) limit ${grantsMax}`,
      values: [access.principals],
    })
    for (const { object, record } of rows) grants.set(object, [...(grants.get(object) ?? []), record])
  }
  return { access, rows: (object, alias, context) => allowedRows({ model, access, rules, grants }, object, alias, context, 0) }
}

interface Known {
  readonly model: Model
  readonly access: AccessContext
  readonly rules: readonly SharingRule[]
  readonly grants: ReadonlyMap<string, readonly string[]>
}

const allowedRows = (
  known: Known,
  object: ModelObject,
  alias: string,
  context: AnalyticsContext,
  depth: number,
): string | null => {
  const { access, model } = known
  const { everyone, through, inherit, pool } = object.definition.access ?? {}
  const scope = scopeOf(access, object.name, 'read')
  const personal = typeof everyone === 'string'
  if (everyone === true || (scope === 'all' && !personal)) return null
  if (scope === 'none' && !personal) return 'false'
  const { params } = context
  const staff = params.add(
    scope === 'own' || personal ? (access.me ? [access.me] : []) : scope === 'team' ? access.team : access.teamAndBelow,
    'Array(UUID)',
  )
  const ways = [`ifNull(has(${staff}, ${alias}.owner), false)`]
  if (pool && access.me) ways.push(`isNull(${alias}.owner)`)
  if (personal) ways.push(`ifNull(${alias}.${everyone}, false)`)
  const child = through && model.objects.get(through.object)
  if (through && child) {
    const link = `${alias}_t`
    ways.push(
      `${alias}.id in (select ${link}.${through.via} from ${mirrorTable(child)} as ${link} final where ${link}.tenant_id = {tenant:String} and ifNull(has(${staff}, ${link}.${through.user}), false))`,
    )
  }
  const parent =
    inherit && depth < inheritDepthMax ? model.objects.get(object.fields.get(inherit)?.options.to as string) : undefined
  if (inherit && parent) {
    const up = `${alias}_up`
    const allowed = allowedRows(known, parent, up, context, depth + 1)
    ways.push(
      `${alias}.${inherit} in (select ${up}.id from ${mirrorTable(parent)} as ${up} final where ${up}.tenant_id = {tenant:String}${allowed ? ` and ${allowed}` : ''})`,
    )
  }
  const granted = known.grants.get(object.name)
  if (granted) ways.push(`${alias}.id in ${params.add(granted, 'Array(UUID)')}`)
  for (const rule of known.rules) {
    if (rule.object === object.name && rule.principals.some((principal) => access.principals.includes(principal)))
      ways.push(shared(object, `${alias}_rule`, context, rule.filter, alias))
  }
  return `(${ways.join(' or ')})`
}

/** A rule is an administrator's: it reads with the rights of the system. */
const shared = (object: ModelObject, at: string, context: AnalyticsContext, filter: Filter, alias: string): string => {
  const { model, filter: when, params } = context
  const scope = openAnalyticsScope({ model, filter: when, params }, object.name, at)
  try {
    return `${alias}.id in (select ${at}.id from ${mirrorTable(object)} as ${at} final where ${at}.tenant_id = {tenant:String} and ${compileAnalyticsFilter(scope, filter)})`
  } catch (error) {
    // As in PostgreSQL: a rule that asks for a field archived since shares nothing.
    if (error instanceof Refusal) return 'false'
    throw error
  }
}
