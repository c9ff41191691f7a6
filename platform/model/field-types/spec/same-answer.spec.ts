import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { type FieldTypeName, fieldTypeNames, fieldTypes, type FilterOperator, heldType } from '@lianke/kernel'
import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../store/db/database.ts'
import { openDatabase } from '../../../store/db/open-database.ts'
import { ident, refOf } from '../../../store/db/sql.ts'
import { testUrls } from '../../../testing/index.ts'
import { type FieldStorage, fieldStorages } from '../index.ts'
import { fieldSamples } from '../../../../field-types/samples.generated.ts'
import { conditionValueOf, contexts } from './values.ts'

const rowsMax = 120
const table = `same_answer_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
const analytics = createClient({ url: testUrls().clickhouseUrl, log: { level: ClickHouseLogLevel.OFF } })
let database: Database
const name = (type: FieldTypeName) => `f_${type}`
const options = (type: FieldTypeName) => fieldSamples[type].options ?? {}
const each = <T>(pick: (storage: FieldStorage, type: FieldTypeName) => readonly T[]): T[] =>
  fieldTypeNames.flatMap((type) => pick(fieldStorages[type], type))

const row = fc.record(
  Object.fromEntries(fieldTypeNames.map((type) => [type, fc.option(fieldSamples[type].stored, { nil: null, freq: 4 })])),
)
const rows = fc.sample(row, { numRuns: rowsMax, seed: 20240305 })

beforeAll(async () => {
  database = openDatabase({ url: testUrls().databaseUrl, max: 2 })
  const columns = each((s, type) => s.columns(name(type), options(type)))
  const analyticsColumns = each((s, type) => s.analytics(name(type), options(type)))
  const merged = (of: 'toColumns' | 'toAnalytics') =>
    rows.map(
      (values, id) =>
        Object.assign(
          { id },
          ...fieldTypeNames.map((type) => fieldStorages[type][of](values[type] ?? null, name(type), options(type))),
        ) as Record<string, unknown>,
    )
  await database.home.transaction(async (tx) => {
    await tx.script(
      `create table public.${table} (id int primary key, ${columns.map((c) => `${ident(c.name)} ${c.type}`).join(', ')})`,
    )
    await tx.execute({
      text: `insert into public.${table} select * from json_populate_recordset(null::public.${table}, $1::json)`,
      values: [JSON.stringify(merged('toColumns'))],
    })
  })
  await analytics.command({
    query: `create table ${table} (id Int32, ${analyticsColumns.map((c) => `\`${c.name}\` ${c.type}`).join(', ')}) engine = MergeTree order by id`,
  })
  await analytics.insert({ table, values: merged('toAnalytics'), format: 'JSONEachRow' })
})
afterAll(async () => {
  await database.home.transaction((tx) => tx.script(`drop table public.${table}`))
  await analytics.command({ query: `drop table ${table}` })
  await Promise.all([analytics.close(), database.close()])
})

interface Condition {
  readonly op: FilterOperator
  readonly value: unknown
}
const conditionsOf = (type: FieldTypeName): fc.Arbitrary<Condition> => {
  const kind = fieldTypes[heldType({ type, options: options(type) })]
  return fc.constantFrom(...kind.operators).chain((op) => conditionValueOf(type, op).map((value) => ({ op, value })))
}
type Answers = readonly (readonly number[])[]

const askPostgres = async (
  type: FieldTypeName,
  conditions: readonly Condition[],
  context: (typeof contexts)[number],
  negated: boolean,
): Promise<Answers> => {
  const parts = conditions.map(({ op, value }) =>
    fieldStorages[type].filter(op, value, name(type), options(type), refOf('t'), context),
  )
  const asked = parts.map(
    (part: RawBuilder<boolean>) =>
      sql`array(select id from public.${sql.table(table)} as t where ${negated ? sql`(${part}) is not true` : part} order by id)`,
  )
  const [found] = await database.home.query<Record<string, number[]>>(
    sql`select ${sql.join(asked.map((part, n) => sql`${part} as ${sql.ref(`c${n}`)}`))}`,
  )
  return conditions.map((_, n) => found?.[`c${n}`] ?? [])
}
const askAnalytics = async (
  type: FieldTypeName,
  conditions: readonly Condition[],
  context: (typeof contexts)[number],
  negated: boolean,
): Promise<Answers> => {
  const params: Record<string, unknown> = {}
  const param = (value: unknown, kind: string) => {
    const key = `p${Object.keys(params).length}`
    params[key] = value
    return `{${key}:${kind}}`
  }
  const parts = conditions.map(({ op, value }) =>
    fieldStorages[type].analyticsFilter(op, value, name(type), options(type), (column) => `\`${column}\``, param, context),
  )
  const query = `select ${parts.map((part, n) => `arraySort(groupArrayIf(id, ifNull(${negated ? `not ifNull(${part}, false)` : part}, false))) as c${n}`).join(', ')} from ${table}`
  const [found] = await (await analytics.query({ query, query_params: params, format: 'JSONEachRow' })).json<
    Record<string, number[]>
  >()
  return conditions.map((_, n) => found?.[`c${n}`] ?? [])
}

describe('PostgreSQL and ClickHouse answer the same rows', () => {
  for (const type of fieldTypeNames) {
    it(`for every condition on ${type}`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(conditionsOf(type), { minLength: 1, maxLength: 12 }),
          fc.constantFrom(...contexts),
          fc.boolean(),
          async (conditions, context, negated) => {
            const [one, other] = await Promise.all([
              askPostgres(type, conditions, context, negated),
              askAnalytics(type, conditions, context, negated),
            ])
            for (const [n, condition] of conditions.entries()) expect(other[n], JSON.stringify(condition)).toEqual(one[n])
          },
        ),
        { numRuns: 12 },
      )
    })
  }
})

describe('a value that is stored', () => {
  it('comes back from PostgreSQL as it was', async () => {
    const found = await database.home.query(sql`select * from public.${sql.table(table)} order by id`)
    for (const [id, values] of rows.entries()) {
      for (const type of fieldTypeNames)
        expect(fieldStorages[type].fromColumns(found[id] as Record<string, unknown>, name(type), options(type)), type).toEqual(
          values[type] ?? null,
        )
    }
  })

  it('is found by the condition that names it', async () => {
    for (const type of fieldTypeNames) {
      if (!fieldTypes[type].operators.includes('eq')) continue
      const [id, values] = [...rows.entries()].find(([, candidate]) => candidate[type] !== null) ?? []
      const value = values?.[type]
      const [found] = await askPostgres(type, [{ op: 'eq', value }], contexts[0], false)
      expect(found, type).toContain(id)
    }
  })
})
