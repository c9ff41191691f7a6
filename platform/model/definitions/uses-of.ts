import {
  fieldUse,
  refuse,
  type Row,
  sharingRuleUse,
  tagObject,
  targetOf,
  traitsOf,
  type Use,
  type UsedEvent,
  type UsedThing,
  webhookUse,
} from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { AccessContext } from '../access/access-context.ts'
import { fieldRight } from '../access/field-access.ts'
import type { ModelObject } from '../model/model.ts'
import { openScope } from '../query/compile-filter.ts'
import type { QueryContext } from '../query/scope.ts'
import { type Asking, fieldHolders, type Holder, holdersOf, sharingHolders, webhookHolders } from './definition-uses.ts'
import type { Mentions } from './mentions.ts'

/** Counted so far; a screen says "1,000+". */
const countMax = 1000
const isNoObject: ReadonlySet<string> = new Set([fieldUse, sharingRuleUse, webhookUse])
const shownMax = 5

/** What asking needs: the model, the asker's rights and a connection of the tenant. */
interface UseContext extends Asking {
  readonly context: QueryContext
  readonly access: AccessContext
}
/** A use with what of the asked is used there. */
export interface FoundUse extends Use {
  readonly of: readonly string[]
}
interface Counted {
  readonly object: string
  readonly via: string
  readonly target: string
  readonly count: number
}
interface Gathered {
  readonly object: string
  readonly via: string
  count: number
  readonly ids: Set<string>
  readonly titles: Map<string, string | null>
  readonly of: Set<string>
}

/** One branch per field that may point to the records: how often each of them is pointed to, counted up to a limit. */
const referenceBranches = (
  asking: UseContext,
  object: ModelObject,
  ids: readonly string[],
  names: readonly string[],
): RawBuilder<unknown>[] => {
  const branches: RawBuilder<unknown>[] = []
  const branch = (holder: ModelObject, via: string, target: RawBuilder<unknown>, where: RawBuilder<unknown>) =>
    branches.push(sql`(select ${holder.name}::text as object, ${via}::text as via, target, count(*)::int as count
      from (select ${target} as target from ${sql.table(holder.table)} as t where t.deleted_at is null and ${where} limit ${countMax + 1}) as found group by target)`)
  for (const holder of asking.model.objects.values())
    for (const [via, field] of holder.fields) {
      const column = sql.ref(`t.${via}`)
      if (traitsOf(field).names === object.name)
        branch(
          holder,
          via,
          sql`(select name from unnest(${column}) as name where name = any(${names}::text[]) limit 1)`,
          sql`${column} && ${names}::text[]`,
        )
      if (targetOf(field) !== object.name) continue
      const goesAlong =
        holder.whole?.object === object.name ||
        holder.definition.partOf?.object === object.name ||
        field.options.onDelete === 'cascade'
      if (goesAlong) continue
      const others = holder.name === object.name ? sql`not (t.id = any(${ids}::uuid[]))` : sql`true`
      if (traitsOf(field).many)
        branch(
          holder,
          via,
          sql`(select id::text from unnest(${column}) as id where id = any(${ids}::uuid[]) limit 1)`,
          sql`${column} && ${ids}::uuid[] and ${others}`,
        )
      else branch(holder, via, sql`${column}::text`, sql`${column} = any(${ids}::uuid[]) and ${others}`)
    }
  return branches
}

const gather = (uses: Map<string, Gathered>, object: string, via: string): Gathered => {
  const key = `${object} ${via}`
  const known = uses.get(key)
  if (known) return known
  const made: Gathered = { object, via, count: 0, ids: new Set(), titles: new Map(), of: new Set() }
  uses.set(key, made)
  return made
}

/** Definitions among the holders that speak of one of these things; `of` tells which. */
const gatherHolders = (
  uses: Map<string, Gathered>,
  holders: readonly Holder[],
  of: (mentions: Mentions) => readonly string[],
): void => {
  for (const { object, via, id, title, mentions } of holders) {
    const spoken = of(mentions)
    if (spoken.length === 0) continue
    const use = gather(uses, object, object === fieldUse ? '' : via)
    if (use.ids.has(id)) continue
    use.ids.add(id)
    use.titles.set(id, title)
    use.count++
    for (const one of spoken) use.of.add(one)
  }
}

/** Titles of records that use something, of those the asker may see. */
const shownRecords = async (
  asking: UseContext,
  { object: name, via, ids }: Gathered,
  used: { ids: readonly string[]; names: readonly string[] },
) => {
  const { access, context } = asking
  const object = asking.model.objects.get(name)
  if (!object || (!access.system && access.object(name).read === 'none' && !object.definition.access?.everyone)) return []
  const scope = openScope(context, name, 't')
  const seen = scope.rows(scope.object, 't', 'read') ?? sql`true`
  const title = object.definition.title
  const field = object.fields.get(title)
  const right = field ? fieldRight(access, object, title, field) : 'hidden'
  const column = sql.ref(`t.${via}`)
  const asked = object.fields.get(via)
  const which =
    ids.size > 0
      ? sql`t.id = any(${[...ids].slice(0, countMax)}::uuid[])`
      : asked && traitsOf(asked).names
        ? sql`${column} && ${used.names}::text[]`
        : asked && traitsOf(asked).many
          ? sql`${column} && ${used.ids}::uuid[]`
          : sql`${column} = any(${used.ids}::uuid[])`
  const rows = await asking.tx.query<{ id: string; title: string | null }>(
    sql`select t.id, ${sql.ref(`t.${title}`)}::text as title from ${sql.table(object.table)} as t where t.deleted_at is null and ${which} and ${seen} order by t.id limit ${shownMax}`,
  )
  return rows.map((row) => ({ id: row.id, title: right === 'read' || right === 'write' ? row.title : null }))
}

const finish = async (
  asking: UseContext,
  uses: Map<string, Gathered>,
  used: { ids: readonly string[]; names: readonly string[] },
): Promise<FoundUse[]> => {
  const answer: FoundUse[] = []
  for (const use of uses.values()) {
    const plain = isNoObject.has(use.object)
    const records = plain
      ? [...use.titles].slice(0, shownMax).map(([id, title]) => ({ id, title }))
      : await shownRecords(asking, use, used)
    answer.push({
      object: use.object,
      via: use.via,
      count: Math.min(use.count, countMax),
      capped: use.count > countMax,
      records,
      of: [...use.of],
    })
  }
  return answer.sort((a, b) => b.count - a.count)
}

const usesOfRecords = async (asking: UseContext, object: ModelObject, rows: readonly Row[]): Promise<FoundUse[]> => {
  const ids = rows.map(({ id }) => id.toLowerCase())
  const title = object.definition.title
  const isTag = object.name === tagObject
  const idOfName = new Map(isTag ? rows.map((row) => [String(row[title]), row.id] as const) : [])
  const names = [...idOfName.keys()]
  const uses = new Map<string, Gathered>()
  const branches = referenceBranches(asking, object, ids, names)
  const counted = branches.length === 0 ? [] : await asking.tx.query<Counted>(sql`${sql.join(branches, sql` union all `)}`)
  for (const { object: holder, via, target, count } of counted) {
    const use = gather(uses, holder, via)
    use.count += count
    use.of.add(idOfName.get(target) ?? target)
  }
  const wanted = new Set(ids)
  const spoken = ({ records, values }: Mentions): string[] => [
    ...[...records].filter((id) => wanted.has(id)),
    ...(isTag ? [...values].flatMap((value) => idOfName.get(value.slice(value.indexOf('=') + 1)) ?? []) : []),
  ]
  const others = (holders: readonly Holder[]) => holders.filter((one) => one.object !== object.name || !wanted.has(one.id))
  gatherHolders(uses, others(await holdersOf(asking, [...ids, ...names])), spoken)
  gatherHolders(uses, await sharingHolders(asking), spoken)
  return finish(asking, uses, { ids, names })
}

/** Segments, processes and reports that speak of an event or of a property of it, and addresses outside that are told it. */
const usesOfEvent = async (asking: UseContext, { event, property }: UsedEvent): Promise<FoundUse[]> => {
  const uses = new Map<string, Gathered>()
  const key = property === undefined ? event : `${event}.${property}`
  const spoken = ({ fields, events }: Mentions): string[] => ((property === undefined ? events : fields).has(key) ? [key] : [])
  gatherHolders(uses, await holdersOf(asking, [event]), spoken)
  if (property === undefined) gatherHolders(uses, await webhookHolders(asking, event), spoken)
  return finish(asking, uses, { ids: [], names: [] })
}

/** Everything that uses a thing, most used first, with the records that the asker may see. */
export const usesOf = async (asking: UseContext, used: UsedThing, rows: readonly Row[] = []): Promise<FoundUse[]> => {
  if ('event' in used) return usesOfEvent(asking, used)
  const object =
    asking.model.objects.get(used.object) ?? refuse('object.unknown', { status: 404, params: { object: used.object } })
  if ('ids' in used) return usesOfRecords(asking, object, rows)
  const uses = new Map<string, Gathered>()
  const word = 'field' in used ? used.field : used.object
  const key = 'field' in used ? `${used.object}.${used.field}` : used.object
  const spoken = ({ fields, objects }: Mentions): string[] => (('field' in used ? fields : objects).has(key) ? [key] : [])
  const own = (holder: Holder) =>
    holder.object === fieldUse && ('field' in used ? holder.id === key : holder.id.startsWith(`${key}.`))
  gatherHolders(uses, await holdersOf(asking, [word]), spoken)
  gatherHolders(uses, await sharingHolders(asking), spoken)
  gatherHolders(
    uses,
    fieldHolders(asking.model).filter((holder) => !own(holder)),
    spoken,
  )
  return finish(asking, uses, { ids: [], names: [] })
}
