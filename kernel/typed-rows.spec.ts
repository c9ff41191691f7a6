import { join } from 'node:path'
import ts from 'typescript5'
import { describe, expect, it } from 'vitest'

const file = join(import.meta.dirname, 'typed-rows.asked.ts')
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  types: [],
}
const before = `
import { add, compareAndSet, date, defineCheck, defineCommand, defineField, defineObject, integer, label, minus, money, option, plus, reference, type UnitOfWork, select, tags, text, withFields } from './index.ts'
const word = label('词', 'Word')
const line = defineObject({
  name: 'tiny.line', label: word, title: 'name',
  fields: { name: text(word, { required: true }), quantity: integer(word), whole: reference(word, 'tiny.order') },
})
const order = defineObject({
  name: 'tiny.order', label: word, title: 'number', parts: { lines: line },
  fields: {
    number: text(word, { required: true }), person: reference(word, 'tiny.person'), total: money(word), points: integer(word), due: date(word), tags: tags(word),
    status: select(word, { required: true, options: [option('draft', '草稿', 'Draft'), option('done', '完成', 'Done')] }),
  },
})
declare const work: UnitOfWork
declare const loose: Record<string, unknown>
declare const id: string
`
const kept = new Map<string, ts.SourceFile | undefined>()

/** What the compiler says of a few lines written beside the kernel: the faults of those lines, in order. */
const faultsOf = (lines: string): string[] => {
  const source = `${before}export const asked = async () => {\n${lines}\n}\n`
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.fileExists = (name) => name === file || ts.sys.fileExists(name)
  host.getSourceFile = (name, target) => {
    if (name === file) return ts.createSourceFile(name, source, target, true)
    if (!kept.has(name)) kept.set(name, read(name, target))
    return kept.get(name)
  }
  const program = ts.createProgram([file], options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'))
}
const refused = (lines: string, words: RegExp) => {
  const faults = faultsOf(lines)
  expect(faults, lines).toHaveLength(1)
  expect(faults[0]).toMatch(words)
}

describe('rows by handle', () => {
  it('a row read by its handle has the types of its fields, and no others', () => {
    expect(
      faultsOf(`
        const row = await work.records.get(order, id, { forUpdate: true })
        const number: string = row.number
        const total: string | undefined = row.total?.amount
        const status: 'draft' | 'done' = row.status
        const person: string | null = row.person
        return [number, total, status, person, row.version, row.owner]`),
    ).toEqual([])
    refused('const row = await work.records.get(order, id)\nreturn row.nubmer', /Property 'nubmer' does not exist/)
    refused(
      'const row = await work.records.get(order, id)\nconst total: string = row.total.amount\nreturn total',
      /possibly 'null'/,
    )
  })

  it('what was not chosen is not there; a chosen field that does not exist does not compile', () => {
    expect(
      faultsOf(`
        const found = await work.records.list(order, { fields: ['number', 'person.name'] })
        const first: string | undefined = found.data[0]?.number
        const rows = await work.records.find(order, [id], { fields: ['status'] })
        const status: 'draft' | 'done' | undefined = rows.get(id)?.status
        for await (const set of work.records.inSets(order, { fields: ['tags'] })) set.map((one): string[] | null => one.tags)
        const whole = await work.records.get(order, id, { fields: ['lines'] })
        return [first, status, whole.lines.map(({ name, quantity }) => [name, quantity])]`),
    ).toEqual([])
    refused(
      "const row = await work.records.get(order, id, { fields: ['number'] })\nreturn row.total",
      /Property 'total' does not exist/,
    )
    refused("return work.records.list(order, { fields: ['nubmer'] })", /No overload matches/)
    refused(
      "const row = await work.records.get(order, id, { fields: ['lines'] })\nreturn row.lines[0]?.price",
      /'price' does not exist/,
    )
  })

  it('a write may say fields, parts and changes that the type has, and nothing else', () => {
    expect(
      faultsOf(`
        await work.records.create(order, { number: 'A', status: 'draft', lines: [{ name: 'tea', quantity: 2 }], owner: id })
        await work.records.update(order, id, { points: plus(1), tags: { ...add(['VIP']) }, version: 3 })
        await work.records.update(order, id, { total: minus({ amount: '1', currency: 'CNY' }), status: compareAndSet('draft', 'done') })
        await work.records.upsert({ object: order, key: ['number'], rows: [{ number: 'A', source_id: '7' }], source: 'shop' })
        await work.records.updateWhere(order, { field: 'status', op: 'eq', value: 'draft' }, { person: null })`),
    ).toEqual([])
    refused("return work.records.create(order, { nubmer: 'A' })", /No overload matches/)
    refused('const more = { points: 1 }\nreturn work.records.update(order, id, { ...more, nubmer: id })', /No overload matches/)
    refused("return work.records.update(order, id, { status: 'finished' })", /No overload matches/)
    refused('return work.records.update(order, id, { points: add([1]) })', /No overload matches/)
    refused('return work.records.update(order, id, { tags: plus(1) })', /No overload matches/)
    refused("return work.records.create(order, { number: 'A', lines: [{ name: 'tea', quantty: 2 }] })", /No overload matches/)
    refused("return work.records.create(order, { number: 'A', itmes: [] })", /No overload matches/)
    refused('return work.records.update(order, id, loose)', /No overload matches/)
    refused("return work.records.upsert({ object: order, rows: [{ nubmer: 'A' }] })", /No overload matches/)
    refused("return work.records.upsert({ object: order, key: ['nubmer'], rows: [] })", /No overload matches/)
  })

  it('by name the row is loose: where the world enters, what it holds is looked at', () => {
    expect(faultsOf("const row = await work.records.get('tiny.order', id)\nreturn row.anything")).toEqual([])
    refused(
      "const row = await work.records.get('tiny.order', id)\nconst total: string = row.total\nreturn total",
      /'unknown' is not assignable/,
    )
  })

  it('fields that another module puts on an object are of that module’s handle alone', () => {
    expect(
      faultsOf(`
        const credit = defineField({ on: order, name: 'credit', field: money(word) })
        const mine = withFields(order, [credit])
        const row = await work.records.get(mine, id, { fields: ['credit', 'number'] })
        return [row.credit?.amount, row.number]`),
    ).toEqual([])
    refused("return work.records.get(order, id, { fields: ['credit'] })", /No overload matches/)
  })

  it('checks and acts know the object that they are on', () => {
    expect(
      faultsOf(`
        defineCheck({ name: 'c', on: order, when: ['lines', 'total'], run: async (_room, rows) => rows.flatMap(({ row, parts }, index) => (row.total && parts.lines.length === 0 ? [{ index, code: 'c' }] : [])) })
        const close = defineCommand({ name: 'order.close', label: word, on: order, may: { object: order, action: 'update' }, offered: { status: ['draft'] }, run: async (_room, { id: one }) => ({ one }) })
        const { one } = await work.run(close, { id })
        return one`),
    ).toEqual([])
    refused("return defineCheck({ name: 'c', on: order, when: ['lnies'], run: async () => [] })", /No overload matches/)
    refused(
      "return defineCommand({ name: 'a.b', label: word, on: order, may: 'x', offered: { satus: ['draft'] }, run: async () => 1 })",
      /'satus' does not exist/,
    )
    refused(
      "return defineCommand({ name: 'a.b', label: word, on: order, may: 'x', offered: { status: ['dratf'] }, run: async () => 1 })",
      /'"dratf"' is not assignable/,
    )
  })
})
