import {
  type FieldProblem,
  type Filter,
  type ListQuery,
  type ListResult,
  type RecordsByName,
  Refusal,
  type Row,
  refuse,
  setRowsMax,
} from '@lianke/kernel'
import { usesOfThing } from '../definitions/refuse-used.ts'
import { objectOf } from '../access/field-access.ts'
import type { Sql } from '../../store/db/database.ts'
import { refusalOfAsking } from '../query/asking.ts'
import { compileFind, compileGet } from '../query/get-query.ts'
import { cappedCount, compileCount, compileList, pageDefault, pageMax } from '../query/list-query.ts'
import { siftSearch } from '../query/sift-search.ts'
import { createSet } from './create-set.ts'
import { countByEvents, decideByEvents } from './decide-by-events.ts'
import { isId } from './lock-rows.ts'
import { coverSealed, openSealed } from './seal.ts'
import type { Seen } from './seen.ts'
import { removeSet } from './remove-set.ts'
import { restoreRecord } from './restore-set.ts'
import { shownParts } from './shown-parts.ts'
import { queryContext, type Unit } from './unit.ts'
import { updateSet } from './update-set.ts'
import { upsertRecords } from './upsert.ts'

const findMax = 10_000
const findSet = 1000

export interface ReadInput extends Pick<Unit, 'model' | 'access' | 'rules' | 'filter' | 'cursors' | 'stores'> {
  /** Opens what lies sealed, for those who may see it; without one it is covered for everybody. */
  readonly sealer?: Unit['sealer']
  /** Keeps what was shown, for what is written after it in the same unit of work. */
  readonly seen?: Seen
}
type Reads = Pick<RecordsByName, 'list' | 'get' | 'find' | 'count' | 'inSets' | 'mayAsk'>
type Ask = (statement: Sql) => Promise<Record<string, unknown>[]>

/** A single rule that is not met speaks for itself; faults of fields are told together. */
const refuseRecord = (problems: readonly FieldProblem[]): never => {
  const [only, ...others] = problems
  const rule = only && others.length === 0 && !/^(field|parts)\./.test(only.code)
  return rule ? refuse(only.code, { params: only.params ?? {}, problems }) : refuse('record.invalid', { problems })
}

/** How one reads: with whose rights, by which session, in which form. */
interface Reading {
  readonly context: ReadInput
  readonly ask: Ask
  readonly titles: boolean
  readonly opens: boolean
}

const getRecord = async (
  { context, ask, titles, opens }: Reading,
  name: string,
  id: string,
  { parts = false, ...options }: NonNullable<Parameters<Reads['get']>[2]> = {},
): Promise<Row> => {
  const known = objectOf(context.model.objects, name)
  if (!isId(id)) refuse('record.not_found', { status: 404 })
  const form = options.titles ?? titles
  const wanted = options.fields?.filter((field) => known.parts.has(field)) ?? []
  const fields = options.fields?.filter((field) => !known.parts.has(field))
  const compiled = compileGet(queryContext(context), known.name, id, {
    ...options,
    ...(fields ? { fields } : {}),
    titles: form,
    opens,
  })
  const [found] = await ask(compiled.statement)
  const plain = found ? compiled.row(found) : refuse('record.not_found', { status: 404 })
  if (!options.deleted) context.seen?.note(context.access, known.name, [id])
  const [row = plain] = compiled.sealed.length === 0 ? [] : await openSealed(context.sealer, compiled.sealed, [plain])
  const names = wanted.length > 0 ? wanted : parts && !options.fields ? [...known.parts.keys()] : []
  return names.length === 0 ? row : { ...row, ...(await shownParts(context, ask, known, { id, names, titles: form })) }
}

const findRecords = async (
  { context, ask, titles, opens }: Reading,
  object: string,
  ids: readonly string[],
  options: Parameters<Reads['find']>[2] = {},
): Promise<Map<string, Row>> => {
  const wanted = [...new Set(ids.filter(isId))].sort()
  if (wanted.length > findMax) refuse('records.too_many', { status: 413, params: { max: findMax } })
  const rows = new Map<string, Row>()
  for (let from = 0; from < wanted.length; from += findSet) {
    const value = wanted.slice(from, from + findSet)
    const compiled = compileFind(queryContext(context), object, value, { ...options, titles, opens })
    const data = (await ask(compiled.statement)).map(compiled.row)
    context.seen?.note(
      context.access,
      object,
      data.map((row) => row.id),
    )
    const found = new Map((await openSealed(context.sealer, compiled.sealed, data)).map((row) => [row.id, row]))
    for (const id of value) {
      const row = found.get(id)
      if (row) rows.set(id, row)
    }
  }
  return rows
}

/** The one query: lists, single records and exact counts, with the actor's permission inside the statement. */
export const openReads = (context: ReadInput, ask: Ask, titles: boolean): Reads => {
  const max = ({ fields = [] }: ListQuery) =>
    titles ? pageMax : fields.length === 1 && fields[0] === 'id' ? setRowsMax * 10 : setRowsMax
  const object = (name: string) => objectOf(context.model.objects, name).name
  const reading: Reading = { context, ask, titles, opens: context.sealer !== undefined }
  const byEvents = { stores: context.stores, context: queryContext(context), cursors: context.cursors }
  const list = async (name: string, query: ListQuery = {}): Promise<ListResult> => {
    const sifted = await siftSearch(
      ask,
      { access: context.access, region: context.filter.region },
      objectOf(context.model.objects, name),
      query.search,
    )
    const decided = await decideByEvents({ ...byEvents, sifted }, object(name), query, query.limit ?? pageDefault)
    const whole = decided?.count === undefined ? query : { ...query, count: false }
    const compiled = compileList(queryContext(context), object(name), whole, {
      titles: query.titles ?? titles,
      max: max(query),
      cursors: context.cursors,
      opens: reading.opens,
      sifted,
      ...(decided ? { among: decided.among } : {}),
    })
    const page = compiled.page(await ask(compiled.statement))
    const data = await openSealed(context.sealer, compiled.sealed, page.data)
    if (!decided) return { ...page, data }
    const { as_of, count } = decided
    return { ...page, data, ...(count === undefined ? {} : { count: cappedCount(count) }), as_of }
  }
  async function* inSets(name: string, query: ListQuery = {}): AsyncGenerator<Row[]> {
    let cursor: string | null = null
    do {
      const page: ListResult = await list(name, { ...query, sort: ['id'], limit: titles ? pageMax : setRowsMax, cursor })
      if (page.data.length > 0) yield page.data
      cursor = page.next
    } while (cursor)
  }
  return {
    list,
    inSets,
    get: (name, id, options) => getRecord(reading, name, id, options),
    find: (name, ids, options) => findRecords(reading, object(name), ids, options),
    async count(name, query = {}) {
      const sifted = await siftSearch(
        ask,
        { access: context.access, region: context.filter.region },
        objectOf(context.model.objects, name),
        query.search,
      )
      const decided = await countByEvents({ ...byEvents, sifted }, object(name), query)
      if (decided !== null) return decided
      const [found] = await ask(compileCount(queryContext(context), object(name), query, sifted))
      return Number(found?.count ?? 0)
    },
    mayAsk: (name, filter) => refusalOfAsking(queryContext(context), object(name), filter) === null,
  }
}

/** The one write path and the one query, bound to a unit of work. Rows carry plain ids. */
export const openRecords = (unit: Unit): RecordsByName => {
  // A ledger writes its own tables: a balance that could be set would be no sum.
  const object = (name: string) =>
    unit.model.ledgerObjects.has(name)
      ? refuse('object.read_only', { status: 405, params: { object: name } })
      : objectOf(unit.model.objects, name)
  const reads = openReads(unit, (statement) => unit.tx.query(statement), false)
  return {
    ...reads,
    async create(name, values) {
      const { rows, problems } = await createSet(unit, object(name), [values])
      const row = rows.get(0)
      return row ? coverSealed(unit, object(name), row) : refuseRecord(problems.get(0) ?? [])
    },
    async update(name, id, values) {
      const { rows, problems, faults } = await updateSet(unit, object(name), [{ id, values }])
      const fault = faults.get(0)
      if (fault) throw fault
      const row = rows.get(0)
      return row ? coverSealed(unit, object(name), row) : refuseRecord(problems.get(0) ?? [])
    },
    async remove(name, id, options = {}) {
      await removeSet(unit, object(name), typeof id === 'string' ? [id] : id, options.version)
    },
    uses: (used) => usesOfThing(unit, used),
    restore: (name, id) => restoreRecord(unit, object(name), id),
    upsert: (input) => upsertRecords(unit, object(input.object), input),
    async updateWhere(name, filter: Filter, values, options = {}) {
      let changed = 0
      // By id, because the change may alter what the filter or any other sort sees.
      for await (const set of reads.inSets(name, { filter, fields: ['id'] })) {
        const { rows, problems, faults } = await updateSet(
          unit,
          object(name),
          set.map((row) => ({ id: row.id, values })),
        )
        const [fault] = faults.values()
        const [first] = problems.values()
        if (fault instanceof Refusal) throw fault
        if (first) refuseRecord(first)
        changed += rows.size
        if (options.max !== undefined && changed > options.max)
          refuse('records.too_many', { status: 413, params: { max: options.max } })
      }
      return changed
    },
  }
}
