import type { Connection, Database } from '../db/database.ts'
import { ident, literal } from '../db/sql.ts'
import { define } from './define.ts'
import { droppedName, shadowName } from './hidden-name.ts'
import { print } from './identifier.ts'

const batchMax = 5_000
/** Citus takes a trigger on a worker's table when whoever makes it answers for it: ours writes its own row alone. Nothing on PostgreSQL alone. */
const triggersOfOurOwn = 'set local citus.enable_unsafe_triggers to on;'

interface Retype {
  readonly table: string
  readonly column: string
  readonly from: string
  readonly to: string
  /** The tenant's zone, in which days and instants meet. */
  readonly zone: string
}

/** The old value as the new type, null where that would lose something. */
const converted = ({ from, to, zone }: Retype, value: string): string => {
  if (to === 'jsonb') return `to_jsonb(${value})`
  if (to.endsWith('[]') && !from.endsWith('[]')) return `array[${value}::text]::${to}`
  if (from.endsWith('[]') && !to.endsWith('[]'))
    return to === 'text'
      ? `array_to_string(${value}, ',')`
      : `case when cardinality(${value}) = 1 then ${value}[1]::text::${to} end`
  if (from.startsWith('timestamp') && to === 'date') return `(${value} at time zone ${literal(zone)})::date`
  if (from === 'date' && to.startsWith('timestamp')) return `(${value}::timestamp at time zone ${literal(zone)})`
  const exact = to === 'bigint' || to.startsWith('numeric')
  return exact
    ? `case when ${value}::text::numeric = ${value}::text::numeric::${to} then ${value}::text::numeric::${to} end`
    : `${value}::text::${to}`
}

/**
 * Gives a column another type without a long lock: a shadow column is kept in step by a trigger, filled in batches, and takes the
 * name at the end; the old column is hidden like a dropped one. Can be broken off anywhere and run again. Throws when a value does not fit.
 */
export const retype = async (database: Database, tenant: string, change: Retype, today: string): Promise<void> => {
  const names = namesOf(change)
  await database.transaction(tenant, async (tx) => {
    await define(tx, `set local lock_timeout to '2s'; ${triggersOfOurOwn} ${installShadow(change, names)}`)
  })
  await database.connection(tenant, (connection) => fill(connection, change, names))
  await database.transaction(
    tenant,
    async (tx) => {
      await define(tx, `set local lock_timeout to '2s'; lock table ${ident(change.table)} in share row exclusive mode`)
      const [lost] = await tx.query<{ count: number }>({
        text: `select count(*) as count from (select 1 from ${ident(change.table)} where ${ident(change.column)} is not null and ${ident(names.shadow)} is null limit 1000) as lost`,
      })
      if (lost && lost.count > 0)
        throw new Error(
          `${lost.count === 1000 ? 'at least 1000' : lost.count} values of ${change.table}.${change.column} do not fit ${change.to}`,
        )
      await define(tx, `${triggersOfOurOwn} ${swap(change, names, today)}`)
    },
    { timeoutMs: 300_000 },
  )
}

interface Names {
  readonly shadow: string
  readonly routine: string
}
const namesOf = ({ table, column }: Retype): Names => ({
  shadow: shadowName(column),
  routine: `_retype_${print(`${table}.${column}`, 16)}`,
})

/** A value that cannot be cast becomes null there instead of failing the writer. */
const installShadow = (change: Retype, { shadow, routine }: Names): string => {
  const [table, column] = [ident(change.table), ident(change.column)]
  return `alter table ${table} drop column if exists ${ident(shadow)};
    alter table ${table} add column ${ident(shadow)} ${change.to};
    create or replace function ${routine}_of(value ${change.from}) returns ${change.to} language plpgsql immutable as $f$
      begin return ${converted(change, 'value')}; exception when data_exception then return null; end $f$;
    create or replace function ${routine}() returns trigger language plpgsql as $f$ begin new.${ident(shadow)} := ${routine}_of(new.${column}); return new; end $f$;
    create or replace trigger ${routine} before insert or update on ${table} for each row execute function ${routine}();`
}

const fill = async (connection: Connection, change: Retype, { shadow, routine }: Names): Promise<void> => {
  const table = ident(change.table)
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const [batch] = await connection.query<{ last: string | null }>({
      text: `with part as (select id from ${table} where id > $1::uuid order by id limit ${batchMax}),
        filled as (update ${table} t set ${ident(shadow)} = ${routine}_of(t.${ident(change.column)}) from part where t.id = part.id and t.${ident(change.column)} is not null)
        select max(id::text) as last from part`,
      values: [after],
    })
    if (!batch?.last) return
    after = batch.last
  }
}

const swap = (change: Retype, { shadow, routine }: Names, today: string): string => {
  const [table, column] = [ident(change.table), ident(change.column)]
  const hidden = ident(droppedName(change.column, today))
  return `do $d$ declare found text; begin
      for found in select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey::int2[])
        where x.indrelid = ${literal(change.table)}::regclass and a.attname = ${literal(change.column)} and not x.indisprimary
      loop execute format('drop index %I', found); end loop; end $d$;
    drop trigger ${routine} on ${table}; drop function ${routine}(); drop function ${routine}_of(${change.from});
    alter table ${table} drop column if exists ${hidden};
    alter table ${table} rename column ${column} to ${hidden};
    alter table ${table} rename column ${ident(shadow)} to ${column};`
}
