import type { Label } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../store/db/database.ts'
import type { Model } from '../model/model.ts'
import { openScope } from '../query/compile-filter.ts'
import type { FilterContext } from '../field-types/field-storage.ts'
import { type AccessContext, mayReadAny, scopeOf } from './access-context.ts'
import type { SharingRule } from './access-predicate.ts'
import { explainShares } from './explain-shares.ts'
import { objectOf } from './field-access.ts'

export interface Explanation {
  readonly read: boolean
  readonly update: boolean
  readonly delete: boolean
  /** Scopes that the roles give on this object. */
  readonly scopes: { readonly read: string; readonly update: string; readonly delete: string }
  /** Why the record may be read; empty when it may not. */
  readonly reasons: readonly { readonly code: string; readonly text: Label }[]
}

const words: Record<string, Label> = {
  system: { zh: '系统身份，全部可见', en: 'Acts as the system, sees everything' },
  all: { zh: '角色的数据范围是全部', en: 'A role gives the data scope "all"' },
  everyone: { zh: '这类记录对所有同事公开', en: 'Records of this kind are open to every colleague' },
  owner: { zh: '自己是所有者', en: 'You own it' },
  team: { zh: '所有者在数据范围内（同部门或下级部门）', en: 'The owner is inside the data scope (same department or below)' },
  pool: { zh: '在公海里，还没有所有者', en: 'It is in the pool: nobody owns it yet' },
  through: { zh: '自己或范围内的同事与该客户有服务关系', en: 'You or a colleague in scope has a relation with it' },
  inherit: { zh: '可以看到它所属的记录', en: 'The record it belongs to may be seen' },
  about: { zh: '可以看到它所说的记录', en: 'The record it is about may be seen' },
}

interface ExplainInput {
  readonly database: Database
  readonly tenant: string
  readonly model: Model
  readonly access: AccessContext
  readonly rules: readonly SharingRule[]
  readonly filter: FilterContext
  readonly object: string
  readonly id: string
}

/** Says whether and why an actor may see a record: the same predicates as the lists use, one by one, in one statement. */
export const explainAccess = async (input: ExplainInput): Promise<Explanation> => {
  const { model, access, rules, filter, database, tenant } = input
  const object = objectOf(model.objects, input.object)
  const scopes = {
    read: scopeOf(access, object.name, 'read'),
    update: scopeOf(access, object.name, 'update'),
    delete: scopeOf(access, object.name, 'delete'),
  }
  const scope = openScope({ model, access, rules, filter }, object.name, 't')
  const rowsFor = (action: 'read' | 'update' | 'delete') =>
    (action === 'read' ? !mayReadAny(access, object) : scopes[action] === 'none' && !access.system)
      ? sql<boolean>`false`
      : (scope.rows(object, 't', action) ?? sql<boolean>`true`)
  const tests = reasonTests(input, scopes.read)
  const columns = [
    ...(['read', 'update', 'delete'] as const).map((action) => sql`coalesce(${rowsFor(action)}, false) as ${sql.id(action)}`),
    ...tests.map(([code, test]) => sql`coalesce(${test}, false) as ${sql.id(`why_${code}`)}`),
  ]
  const [row] = await database.query<Record<string, boolean>>(
    tenant,
    sql`select ${sql.join(columns, sql`, `)} from ${sql.table(object.table)} as t where t.id = ${input.id}::uuid and t.deleted_at is null`,
  )
  const read = Boolean(row?.read)
  const plain = read
    ? tests.filter(([code]) => row?.[`why_${code}`]).map(([code]) => ({ code, text: words[code] ?? { zh: code, en: code } }))
    : []
  const reasons = read
    ? [
        ...plain,
        ...(await explainShares({
          database,
          tenant,
          access,
          rules,
          object: object.name,
          id: input.id,
          table: object.table,
          zone: filter.zone,
          covers: (rule) => scope.compileRule?.(object.name, 't', rule.filter) ?? sql<boolean>`false`,
        })),
      ]
    : []
  return { read, update: Boolean(row?.update), delete: Boolean(row?.delete), scopes, reasons }
}

const reasonTests = (
  { model, access, rules, filter, object: name }: ExplainInput,
  scope: string,
): [string, RawBuilder<boolean>][] => {
  const object = objectOf(model.objects, name)
  const { everyone, through, inherit, pool, about } = object.definition.access ?? {}
  if (about && !access.system) return [['about', sql<boolean>`true`]]
  const ids =
    scope === 'own'
      ? access.me
        ? [access.me]
        : []
      : scope === 'team'
        ? access.team
        : scope === 'below'
          ? access.teamAndBelow
          : []
  const yes = sql<boolean>`true`
  const tests: [string, RawBuilder<boolean>][] = []
  if (access.system) tests.push(['system', yes])
  const personal = typeof everyone === 'string'
  if (scope === 'all' && !personal) tests.push(['all', yes])
  if (everyone) tests.push(['everyone', personal ? sql<boolean>`t.${sql.ref(everyone)} is true` : yes])
  if (access.me) tests.push(['owner', sql<boolean>`t.owner = ${access.me}::uuid`])
  if (ids.length > 0 && !personal)
    tests.push(['team', sql<boolean>`t.owner = any(${ids}::uuid[]) and t.owner is distinct from ${access.me}::uuid`])
  if (pool && access.me) tests.push(['pool', sql<boolean>`t.owner is null`])
  if (through && ids.length > 0) {
    tests.push([
      'through',
      sql<boolean>`t.id in (select x.${sql.ref(through.via)} from ${sql.table(through.object.replace('.', '_'))} x where x.${sql.ref(through.user)} = any(${ids}::uuid[]) and x.deleted_at is null)`,
    ])
  }
  if (inherit) {
    const parent = model.objects.get(object.fields.get(inherit)?.options.to as string)
    if (parent && scopeOf(access, parent.name, 'read') !== 'none') {
      const up = openScope({ model, access, rules, filter }, parent.name, 'up')
      const rows = up.rows(parent, 'up', 'read') ?? yes
      tests.push([
        'inherit',
        sql<boolean>`exists (select 1 from ${sql.table(parent.table)} as up where up.id = t.${sql.ref(inherit)} and up.deleted_at is null and ${rows})`,
      ])
    }
  }
  return tests
}
