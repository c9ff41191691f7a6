import { type FieldTypeName, fieldTypeNames } from '@lianke/kernel'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyCell, joined } from '../../../store/db/copy-text.ts'
import type { Database } from '../../../store/db/database.ts'
import { openDatabase } from '../../../store/db/open-database.ts'
import { ident } from '../../../store/db/sql.ts'
import { testUrls } from '../../../testing/index.ts'
import { fieldStorages } from '../index.ts'
import { fieldSamples } from '../../../../field-types/samples.generated.ts'

const table = `copied_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
const nameOf = (type: FieldTypeName) => `f_${type}`
const optionsOf = (type: FieldTypeName) => fieldSamples[type].options ?? {}
const columns = [
  { name: 'id', type: 'integer' },
  ...fieldTypeNames.flatMap((type) => fieldStorages[type].columns(nameOf(type), optionsOf(type))),
]

/** Texts with everything that COPY, lists and JSON treat specially. */
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('\\', '\t', '\n', '\r', '"', "'", ',', '{', '}', 'N', '.', ' ', 'a', '张', '😀'),
    minLength: 1,
    maxLength: 6,
  }),
  fc.constantFrom('\\N', '\\.', 'NULL', 'null', '{}', '\\t', '\b', '\u001f'),
)
const list = fc.array(text, { minLength: 1, maxLength: 3 })
const special: Partial<Record<FieldTypeName, fc.Arbitrary<unknown>>> = {
  text,
  long_text: text,
  rich_text: text,
  encrypted: text,
  phone: text,
  tags: list,
  multi_select: list,
  address: fc.record({ city: text }),
  json: fc.oneof(
    text,
    list,
    fc.jsonValue().filter((value) => value !== null && !JSON.stringify(value).includes('\\u0000')),
  ),
}
const valueOf = (type: FieldTypeName): fc.Arbitrary<unknown> => {
  const own = special[type]
  return fc.option(own ? fc.oneof(fieldSamples[type].stored, own) : fieldSamples[type].stored, { nil: null, freq: 5 })
}
const rows = fc
  .sample(fc.record(Object.fromEntries(fieldTypeNames.map((type) => [type, valueOf(type)]))), { numRuns: 400, seed: 20261127 })
  .map(
    (values, id): Record<string, unknown> =>
      Object.assign(
        { id },
        ...fieldTypeNames.map((type) =>
          fieldStorages[type].toColumns(
            values[type] ?? null,
            nameOf(type),
            optionsOf(type),
            type === 'phone' ? String(values.text) : undefined,
          ),
        ),
      ),
  )

let database: Database
beforeAll(async () => {
  database = openDatabase({ url: testUrls().databaseUrl, max: 2 })
  const cells = columns.map(({ name, type }) => ({ name, cell: copyCell(type) }))
  await database.home.transaction(async (tx) => {
    const defined = columns.map(({ name, type }) => `${ident(name)} ${type}`).join(', ')
    await tx.script(`create table public.${table} (${defined}); create table public.${table}_json (like public.${table})`)
    await tx.execute({
      text: `insert into public.${table}_json select * from json_populate_recordset(null::public.${table}, $1::json)`,
      values: [JSON.stringify(rows)],
    })
    await tx.copyIn(
      `copy public.${table} (${columns.map(({ name }) => ident(name)).join(', ')}) from stdin`,
      rows.map((row) => `${joined(cells, ({ name, cell }) => cell(row[name]))}\n`),
    )
  })
})
afterAll(async () => {
  await database.home.query({ text: `drop table public.${table}, public.${table}_json` })
  await database.close()
})

describe('a row that is copied', () => {
  it('is stored as the same row would be that came in JSON, whatever its values hold', async () => {
    const differing = columns.map(({ name }) => `c.${ident(name)} is distinct from j.${ident(name)}`)
    const found = await database.home.query({
      text: `select c as copied, j as sent from public.${table} c full join public.${table}_json j using (id) where ${differing.join(' or ')} limit 3`,
    })
    expect(found).toEqual([])
    const [count] = await database.home.query({ text: `select count(*)::int as n from public.${table}` })
    expect(count).toEqual({ n: rows.length })
  })
  it('lies in the one column of a type as in its columns', () => {
    for (const type of fieldTypeNames) {
      const { columns: own, toColumn, toColumns } = fieldStorages[type]
      if (!toColumn) continue
      expect(
        own('x', optionsOf(type)).map(({ name }) => name),
        type,
      ).toEqual(['x'])
      for (const value of [...fc.sample(fieldSamples[type].stored, 50), null])
        expect({ x: toColumn(value) }, type).toEqual(toColumns(value, 'x', optionsOf(type)))
    }
  })
})
