import { check } from '@lianke/kernel'
import { type Platform, rebuildAnalytics, type Transaction } from '@lianke/platform'
import { demoActor } from './write-sets.ts'

const transactionMs = 600_000
/** A statement of ClickHouse may be 256 KB: so many ids fit in one. */
const idsPerStatement = 2500
const roundsMax = 20

export interface DemoRemoved {
  /** Rows that went, by table. */
  readonly tables: Readonly<Record<string, number>>
  /** Records of people that went with the demo record they hang on (a note on a demo customer), by table. */
  readonly along: Readonly<Record<string, number>>
  /** Accounts that can no longer sign in. */
  readonly accounts: number
  /** Where the bytes of removed files lie; the store is the caller's. */
  readonly places: readonly string[]
}
interface IdColumn {
  readonly table: string
  readonly column: string
  readonly many: boolean
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Every column of the tenant's tables that holds ids of records. */
const idColumns = (tx: Transaction): Promise<IdColumn[]> =>
  tx.query<IdColumn>({
    text: `select c.relname as table, a.attname as column, a.atttypid = 'uuid[]'::regtype as many
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype) order by 1, 2`,
  })

/** What a record cannot be without: the field that names it is required, or goes with it by definition. */
const requiredOf = async (platform: Platform, tenant: string): Promise<ReadonlySet<string>> => {
  const { objects } = await platform.model(tenant)
  return new Set(
    [...objects.values()].flatMap(({ table, fields }) =>
      [...fields].flatMap(([name, field]) =>
        field.options.required || ('onDelete' in field.options && field.options.onDelete === 'cascade')
          ? [`${table}.${name}`]
          : [],
      ),
    ),
  )
}

/** Gathers the demo's records, and in rounds those of people that cannot be without one of them. */
const gather = async (tx: Transaction, columns: readonly IdColumn[], required: ReadonlySet<string>) => {
  await tx.script('create temp table demo_gone (id uuid primary key) on commit drop')
  const found = await tx.execute({
    text: `insert into demo_gone select distinct record from fact
      where actor_kind = $1 and actor = $2 and record is not null and name like '%.created'`,
    values: [demoActor.kind, demoActor.id],
  })
  const along: Record<string, number> = {}
  const hard = columns.filter(({ table, column, many }) => !many && required.has(`${table}.${column}`))
  for (let round = 0, more = found; more > 0; round++) {
    check(round < roundsMax, 'records do not hang on one another in a circle')
    more = 0
    for (const { table, column } of hard) {
      const went = await tx.execute({
        text: `insert into demo_gone select id from ${quoted(table)} where ${quoted(column)} in (select id from demo_gone)
          on conflict do nothing`,
      })
      if (went > 0) along[table] = (along[table] ?? 0) + went
      more += went
    }
  }
  return { found, along }
}

/** Deletes what was gathered, frees what stays from pointing at it. */
const sweep = async (tx: Transaction, columns: readonly IdColumn[], records: ReadonlySet<string>) => {
  const tables: Record<string, number> = {}
  const gone = '(select id from demo_gone)'
  for (const [table, own] of Map.groupBy(columns, (one) => one.table)) {
    const isRecord = records.has(table)
    // What an engine or the platform keeps about a record (a membership, a run, a fact, a place in the search) goes with it.
    const where = isRecord
      ? `id in ${gone}`
      : own
          .filter(({ many }) => !many)
          .map(({ column }) => `${quoted(column)} in ${gone}`)
          .join(' or ')
    if (where === '') continue
    const went = await tx.execute({ text: `delete from ${quoted(table)} where ${where}` })
    if (went > 0) tables[table] = went
    if (!isRecord) continue
    for (const { column, many } of own.filter((one) => one.column !== 'id')) {
      const name = quoted(column)
      await tx.execute({
        text: many
          ? `update ${quoted(table)} set ${name} = array(select one from unnest(${name}) one where one not in ${gone}) where ${name} && array${gone}`
          : `update ${quoted(table)} set ${name} = null where ${name} in ${gone}`,
      })
    }
  }
  const told = await tx.execute({
    text: 'delete from fact where actor_kind = $1 and actor = $2',
    values: [demoActor.kind, demoActor.id],
  })
  if (told > 0) tables.fact = (tables.fact ?? 0) + told
  return tables
}

/** Events in the analytics store that its rebuild would keep, because they are older than what the ledger still holds. */
const forgetEvents = async ({ analytics }: Platform, tenant: string, gone: readonly string[]): Promise<void> => {
  const forget = (where: string) =>
    analytics.command(`delete from event where tenant_id = '${tenant}' and (${where}) settings lightweight_deletes_sync = 2`)
  await forget(`actor_kind = '${demoActor.kind}' and actor = '${demoActor.id}'`)
  for (let from = 0; from < gone.length; from += idsPerStatement) {
    const ids = gone.slice(from, from + idsPerStatement).map((id) => `'${id}'`)
    await forget(`person in (${ids.join(',')}) or record in (${ids.join(',')})`)
  }
}

/** Accounts of the demo's colleagues: memberships of this tenant, and the logins that belong to nothing else. */
const removeAccounts = ({ database }: Platform, tenant: string, accounts: readonly string[]): Promise<number> =>
  database.home.transaction(async (tx) => {
    await tx.execute({
      text: 'delete from lianke.membership where tenant = $1 and account = any ($2::text[])',
      values: [tenant, accounts],
    })
    return tx.execute({
      text: `delete from lianke.login l where l.id = any ($1::text[]) and not exists (select 1 from lianke.membership m where m.account = l.id)`,
      values: [accounts],
    })
  })

/**
 * Takes the demo company out of a tenant: every record it made and what the machines keep about them, its facts, its accounts, its part of
 * the analytics store. What people made themselves stays, except what cannot be without a demo record. Null: there is no demo.
 */
export const removeDemo = async (platform: Platform, tenant: string): Promise<DemoRemoved | null> => {
  const { database } = platform
  const model = await platform.model(tenant)
  const required = await requiredOf(platform, tenant)
  const records = new Set([...model.objects.values()].map(({ table }) => table))
  const done = await database.transaction(
    tenant,
    async (tx) => {
      const columns = await idColumns(tx)
      const { found, along } = await gather(tx, columns, required)
      if (found === 0) return null
      const ids = (await tx.query<{ id: string }>({ text: 'select id from demo_gone' })).map(({ id }) => id)
      const accounts = await tx.query<{ account: string }>({
        text: 'select account from organisation_staff where account is not null and id in (select id from demo_gone)',
      })
      const places = await tx.query<{ place: string }>({
        text: 'select place from stored_file where record in (select id from demo_gone) and deleted_at is null',
      })
      const tables = await sweep(tx, columns, records)
      return {
        ids,
        along,
        tables,
        accounts: accounts.map(({ account }) => account),
        places: places.map(({ place }) => place),
      }
    },
    { timeoutMs: transactionMs },
  )
  if (!done) return null
  const { ids, accounts, ...report } = done
  const removed = await removeAccounts(platform, tenant, accounts)
  await forgetEvents(platform, tenant, ids)
  await rebuildAnalytics({ database, analytics: platform.analytics, model, tenant })
  await database.notify('lianke_model', tenant)
  return { ...report, accounts: removed }
}
