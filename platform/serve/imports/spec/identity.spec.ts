import {
  type Actor,
  defineModule,
  defineObject,
  type Field,
  fieldTypeNames,
  fieldTypes,
  label,
  multiReference,
  reference,
  text,
  traitsOf,
} from '@lianke/kernel'
import fc from 'fast-check'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldSamples } from '../../../../field-types/samples.generated.ts'
import { csvText, exportColumns, exportRows, xlsxStream } from '../../exports/index.ts'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { importsModule, moveRun, newImport, runImport, setMapping } from '../index.ts'
import { typesOf } from '../run/run-record.ts'

/** A field of every type that a spreadsheet holds and that points nowhere. */
const plain = fieldTypeNames.filter((type) => {
  const { writable, cell, target, names } = fieldTypes[type]
  return writable && cell === undefined && !target && !names && fieldSamples[type].input
})
const fields: Record<string, Field> = {
  name: text(label('名字', 'Called'), { required: true }),
  ...Object.fromEntries(
    plain.map((type): [string, Field] => [
      `a_${type}`,
      { type, label: label(`某${type}`, `Some ${type}`), options: { ...fieldSamples[type].options } },
    ]),
  ),
  near: reference(label('上面的', 'Above'), 'odd.every'),
  around: multiReference(label('周围的', 'Around'), 'odd.every'),
}
const every = defineObject({ name: 'odd.every', label: label('样样', 'Every'), title: 'name', fields })
const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true, export: true } as const
const rowsMax = 120

let tenant: TestTenant
let clerk: Actor
let folder: string
beforeAll(async () => {
  tenant = await testTenant({
    modules: [...tinyShop, defineModule({ name: 'odd', label: label('怪', 'Odd'), objects: [every] }), importsModule],
  })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all } })
  folder = await mkdtemp(join(tmpdir(), 'identity-'))
})
afterAll(async () => {
  await tenant?.close()
  await rm(folder, { recursive: true, force: true })
})

const records = async () =>
  (await tenant.system((work) => work.records.list('odd.every', { sort: ['id'], limit: 200 }))).data.map(
    ({ version: _version, updated_at: _at, updated_by: _by, ...row }) => row,
  )
const exported = async (kind: 'csv' | 'xlsx', locale: 'zh-CN' | 'en'): Promise<string> => {
  const { platform, id } = tenant
  const [model, access] = [await platform.model(id), await platform.access(id, clerk)]
  const object = model.objects.get('odd.every')
  if (!object) throw new Error('there is the object')
  const columns = exportColumns({ model, access }, object, {}, { ...(await typesOf(platform, id)), locale })
  const blocks = exportRows(await platform.reading(id, clerk), 'odd.every', { sort: ['id'] }, columns)
  const path = join(folder, `every-${locale}.${kind}`)
  await pipeline(
    kind === 'csv' ? Readable.from(csvText(columns, blocks)) : xlsxStream('样样', columns, blocks),
    createWriteStream(path),
  )
  return path
}
/** Brings a file as the wizard proposes it, with nothing chosen by hand. */
const imported = async (path: string) => {
  const { platform, id } = tenant
  const { run, suggested } = await newImport(platform, id, clerk, { object: 'odd.every', path, fileName: 'every' })
  await setMapping(platform, id, clerk, run.id, suggested)
  await moveRun(platform, id, clerk, run.id, 'start')
  await runImport(platform, id, run.id)
  const [done] = await platform.database.query<Record<string, unknown>>(id, {
    text: `select r.*, (select json_agg(p) from import_problem p where p.run = r.id) as problems from import_run r where id = $1`,
    values: [run.id],
  })
  return { suggested, done }
}

describe('an export of every type', () => {
  let before: Awaited<ReturnType<typeof records>>
  beforeAll(async () => {
    const context = await typesOf(tenant.platform, tenant.id)
    const values = (type: (typeof plain)[number]) =>
      fc.sample(fieldSamples[type].input ?? fc.constant(null), { numRuns: rowsMax, seed: 7 }).map((given) => {
        const { options = {} } = fieldSamples[type]
        const read = fieldTypes[type].normalise(given, { ...options }, context)
        return 'value' in read ? read.value : null
      })
    const columns = new Map(plain.map((type) => [type, values(type)]))
    await tenant.system(async (work) => {
      const made = await work.records.upsert({
        object: 'odd.every',
        partial: true,
        rows: Array.from({ length: rowsMax }, (_, at) => ({
          // Names that are not once only, and one that a spreadsheet would calculate.
          name: at === 0 ? "'=1+1" : at === 1 ? '@小美' : `名${at % 50}`,
          ...Object.fromEntries([...columns].map(([type, some]) => [`a_${type}`, some[at]])),
        })),
      })
      const ids = made.ids.filter((one) => one !== null)
      await work.records.upsert({
        object: 'odd.every',
        rows: ids.map((one, at) => ({
          id: one,
          near: ids[(at * 7) % ids.length],
          around: [ids[(at + 3) % ids.length], ids[(at + 9) % ids.length]],
        })),
      })
    })
    before = await records()
    expect(before.length).toBeGreaterThan(rowsMax / 2)
  })
  for (const kind of ['csv', 'xlsx'] as const)
    for (const locale of ['zh-CN', 'en'] as const)
      it(`comes back from ${kind} (${locale}) as it was: nothing changes, and what was lost is there again`, async () => {
        const path = await exported(kind, locale)
        const { suggested, done } = await imported(path)
        expect(suggested.key).toEqual(['id'])
        expect(done?.problems).toBeNull()
        expect(done).toMatchObject({ created: 0, updated: 0, refused: 0, unchanged: before.length })
        const lost = Object.fromEntries(plain.filter((type) => !traitsOf({ type }).computed).map((type) => [`a_${type}`, null]))
        await tenant.system((work) => work.records.updateWhere('odd.every', { field: 'name', op: 'not_empty' }, lost))
        expect(await records()).not.toEqual(before)
        expect((await imported(path)).done).toMatchObject({ created: 0, refused: 0 })
        expect(await records()).toEqual(before)
      })
})
