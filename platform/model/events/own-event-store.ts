import {
  type FieldTypeName,
  fieldTypeNames,
  kindOfBoth,
  oneOf,
  type OwnEvent,
  type SeenProperty,
  type UnitOfWork,
} from '@lianke/kernel'
import { publishing } from '../../store/schema/publish.ts'
import type { DescribedEvent } from './check-own-event.ts'

type Asking = Pick<UnitOfWork, 'sql' | 'tenant'>
const columns = 'name, label, description, sources as "from", timeline, fields, version, created_at, archived_at'
const seenMax = 2000

export const ownEvents = ({ sql }: Asking): Promise<OwnEvent[]> =>
  sql<OwnEvent>(`select ${columns} from custom_event order by archived_at is not null, name limit 1000`)

/** One of them, locked until the transaction ends. */
export const lockOwnEvent = async ({ sql }: Asking, name: string): Promise<OwnEvent | undefined> =>
  (await sql<OwnEvent>(`select ${columns} from custom_event where name = $1 for update`, [name]))[0]

interface SeenRow extends Omit<SeenProperty, 'kind'> {
  readonly kinds: readonly string[]
}
const kindOf = (kinds: readonly string[]): FieldTypeName | null => {
  const known = kinds.map((kind) => oneOf(fieldTypeNames, kind) ?? null)
  return known.slice(1).reduce(kindOfBoth, known[0] ?? null)
}

/** Properties that were told and are not declared, of events that are described. */
export const seenProperties = async ({ sql }: Asking): Promise<SeenProperty[]> => {
  const rows = await sql<SeenRow>(
    `select event, property, kinds, count::float8 as count, sample, first_at, last_at from event_seen
      where event in (select name from custom_event) order by event, count desc, property limit ${seenMax}`,
  )
  return rows.map(({ kinds, ...row }) => ({ ...row, kind: kindOf(kinds) }))
}

/** How many there are; whoever asks has the count to himself until the transaction ends. */
export const countOwnEvents = async ({ sql }: Asking): Promise<number> => {
  await sql('select version from customisation for update')
  const [row] = await sql<{ n: number }>('select count(*)::int as n from custom_event')
  return row?.n ?? 0
}

const valuesOf = ({ name, label, description, from, timeline, fields }: DescribedEvent) => [
  name,
  JSON.stringify(label),
  description,
  [...from],
  timeline,
  JSON.stringify(fields),
]
/** What is declared now is no longer only seen. */
const forgetDeclared = ({ sql }: Asking, { name, fields }: DescribedEvent) =>
  sql('delete from event_seen where event = $1 and property = any($2::text[])', [name, Object.keys(fields)])
const publish = async (work: Asking): Promise<void> => {
  const { text, values } = publishing(work.tenant)
  await work.sql(text, values)
}

/** False: there is one of this name. */
export const insertOwnEvent = async (work: Asking, event: DescribedEvent, by: string | null): Promise<boolean> => {
  const made = await work.sql(
    `insert into custom_event (name, label, description, sources, timeline, fields, created_by)
      values ($1, $2::jsonb, $3, $4::text[], $5, $6::json, $7::uuid) on conflict (name) do nothing returning name`,
    [...valuesOf(event), by],
  )
  if (made.length === 0) return false
  await publish(work)
  return true
}

export const updateOwnEvent = async (work: Asking, event: DescribedEvent): Promise<void> => {
  await work.sql(
    `update custom_event set label = $2::jsonb, description = $3, sources = $4::text[], timeline = $5, fields = $6::json,
      version = version + 1, changed_at = now() where name = $1`,
    valuesOf(event),
  )
  await forgetDeclared(work, event)
  await publish(work)
}

export const archiveOwnEvent = async (work: Asking, name: string, archived: boolean): Promise<void> => {
  await work.sql(
    'update custom_event set archived_at = case when $2 then now() end, version = version + 1, changed_at = now() where name = $1',
    [name, archived],
  )
  await publish(work)
}
