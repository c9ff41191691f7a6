import { type About, type Filter, refuse } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Model } from '../model/model.ts'
import { type AccessContext, scopeOf } from './access-context.ts'

/** A sharing rule of the tenant: records matching a filter are shared with principals. */
export interface SharingRule {
  readonly id: string
  readonly name: string | null
  readonly object: string
  readonly filter: Filter
  readonly principals: readonly string[]
  readonly level: 'read' | 'write'
}

interface AccessInput {
  readonly model: Model
  readonly access: AccessContext
  readonly object: string
  /** SQL alias of the object's table in the statement. */
  readonly alias: string
  readonly action: 'read' | 'update' | 'delete'
  readonly rules?: readonly SharingRule[]
  /** Compiles a rule's filter for the alias (given by the query compiler, to avoid a circle). */
  readonly compileRule?: (object: string, alias: string, filter: Filter) => RawBuilder<boolean>
  readonly depth?: number
}

const inheritDepthMax = 3
const yes = sql<boolean>`true`
const no = sql<boolean>`false`
const staffIdsOf = (access: AccessContext, scope: string): readonly string[] =>
  scope === 'own' ? (access.me ? [access.me] : []) : scope === 'team' ? access.team : access.teamAndBelow

const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`)

/** Rows of an object: what is about a record is seen with that record, and changed within the scope by who sees it. */
const rowsOf = (given: AccessInput, wide: string): RawBuilder<boolean> | null => {
  const { model } = given
  const { about } = model.objects.get(given.object)?.definition.access ?? {}
  if (!about) return ownRows(given, wide)
  const seen = aboutSeen(given, about)
  const own = given.action === 'read' ? null : ownRows(given, wide)
  return own ? sql<boolean>`(${seen} and ${own})` : seen
}
/** Rows that ownership, relations, the pool, grants and sharing rules open. */
const ownRows = (given: AccessInput, wide: string): RawBuilder<boolean> | null => {
  const { model, access } = given
  const definition = model.objects.get(given.object)?.definition
  const everyone = given.action === 'read' ? definition?.access?.everyone : undefined
  const personal = typeof everyone === 'string'
  if (!definition || everyone === true || (wide === 'all' && !personal)) return null
  const ids = staffIdsOf(access, personal ? 'own' : wide)
  const ways: RawBuilder<boolean>[] = []
  if (personal) ways.push(sql<boolean>`${column(given.alias, everyone)} is true`)
  // A program has no staff record; what it made is its own.
  if (personal && access.actor.kind === 'key')
    ways.push(sql<boolean>`${column(given.alias, 'created_by')} = ${access.actor.id}::uuid`)
  if (ids.length > 0) ways.push(sql<boolean>`${column(given.alias, 'owner')} = any(${ids}::uuid[])`)
  const { through, inherit, pool } = definition.access ?? {}
  if (pool && access.me && (given.action === 'read' || (given.action === 'update' && wide !== 'own')))
    ways.push(sql<boolean>`${column(given.alias, 'owner')} is null`)
  if (through && ids.length > 0) {
    const table = sql.table(through.object.replace('.', '_'))
    ways.push(sql<boolean>`${column(given.alias, 'id')} in (select x.${sql.ref(through.via)} from ${table} x
      where x.${sql.ref(through.user)} = any(${ids}::uuid[]) and x.deleted_at is null)`)
  }
  if (inherit) ways.push(inherited(given, inherit))
  if (access.principals.length > 0) {
    const writing = given.action === 'read' ? yes : sql<boolean>`g.level = 'write'`
    ways.push(sql<boolean>`${column(given.alias, 'id')} = any(array(select g.record from record_grant g where g.object = ${given.object}
      and g.principal = any(${access.principals}::uuid[]) and ${writing} and (g.expires_at is null or g.expires_at > now())))`)
  }
  for (const rule of given.rules ?? []) {
    const applies =
      rule.object === given.object &&
      rule.principals.some((p) => access.principals.includes(p)) &&
      (given.action === 'read' || rule.level === 'write')
    if (applies && given.compileRule) ways.push(given.compileRule(given.object, given.alias, rule.filter))
  }
  return ways.length === 0 ? no : sql<boolean>`(${sql.join(ways, sql` or `)})`
}
/** What stands about a record that the actor may read: all of an object that is open to him, and one by one of those whose rows are told apart. */
const aboutSeen = (given: AccessInput, { object: named, record }: About): RawBuilder<boolean> => {
  const { model, access } = given
  const depth = (given.depth ?? 0) + 1
  const open: string[] = []
  const ways: RawBuilder<boolean>[] = []
  for (const parent of depth > inheritDepthMax ? [] : model.objects.values()) {
    const scopeOfParent = scopeOf(access, parent.name, 'read')
    if (scopeOfParent === 'none' && !parent.definition.access?.everyone) continue
    const alias = `${given.alias}_of`
    const rows = rowsOf({ ...given, object: parent.name, action: 'read', alias, depth }, scopeOfParent)
    if (!rows) open.push(parent.name)
    else
      ways.push(sql<boolean>`(${column(given.alias, named)} = ${parent.name} and exists (select 1 from ${sql.table(parent.table)} as ${sql.ref(alias)}
        where ${column(alias, 'id')} = ${column(given.alias, record)}::uuid and ${column(alias, 'deleted_at')} is null and ${rows}))`)
  }
  return sql<boolean>`(${sql.join([sql<boolean>`${column(given.alias, named)} = any(${open}::text[])`, ...ways], sql` or `)})`
}
/** Rows that belong to a record which is open. */
const inherited = (given: AccessInput, via: string): RawBuilder<boolean> => {
  const { model, access } = given
  const depth = (given.depth ?? 0) + 1
  const parent = model.objects.get(model.objects.get(given.object)?.fields.get(via)?.options.to as string)
  if (!parent || depth > inheritDepthMax) return no
  const scopeOfParent = scopeOf(access, parent.name, given.action)
  if (scopeOfParent === 'none') return no
  const alias = `${given.alias}_up`
  const rows = rowsOf({ ...given, object: parent.name, alias, depth }, scopeOfParent)
  const table = sql.table(parent.table)
  const link = sql<boolean>`${column(alias, 'id')} = ${column(given.alias, via)}`
  return sql<boolean>`exists (select 1 from ${table} as ${sql.ref(alias)} where ${link} and ${column(alias, 'deleted_at')} is null and ${rows ?? yes})`
}

/**
 * The rows of `alias` on which the actor may do `action`, as one boolean SQL expression to stand inside the statement.
 * Null: every row. Refuses `access.denied` (403) when the actor may do it to no row at all.
 */
export const accessPredicate = (input: AccessInput): RawBuilder<boolean> | null => {
  const { model, access, object, action } = input
  if (access.system) return null
  const scope = scopeOf(access, object, action)
  if (scope === 'none' && !(action === 'read' && model.objects.get(object)?.definition.access?.everyone))
    refuse('access.denied', { status: 403, params: { object, action } })
  return rowsOf(input, scope)
}
