import { type Filter, type ListQuery, type Records, Refusal, type Row, refuse } from '@lianke/kernel'
import { objectOf } from '../access/field-access.ts'
import { compileGet, compileList } from '../query/list-query.ts'
import { queryContext, type Unit } from './unit.ts'
import { createSet } from './create-set.ts'
import { removeSet, restoreRecord } from './remove-set.ts'
import { isId, updateSet } from './update-set.ts'
import { upsertRecords } from './upsert.ts'

export const updateWhereMax = 10_000
const pageOfUpdate = 200

/** The one write path and the one query, bound to a unit of work. Rows carry plain ids. */
export const openRecords = (unit: Unit): Records => {
  const object = (name: string) => objectOf(unit.model.objects, name)
  const list = async (name: string, query: ListQuery = {}) => {
    const compiled = compileList(queryContext(unit), object(name).name, query, { titles: false })
    return compiled.page(await unit.tx.query(compiled.statement))
  }
  return {
    list: list as Records['list'],
    async get(name, id, options = {}) {
      if (!isId(id)) refuse('record.not_found', { status: 404 })
      const compiled = compileGet(queryContext(unit), object(name).name, id, { ...options, titles: false })
      const [found] = await unit.tx.query(compiled.statement)
      return found ? compiled.row(found) : refuse('record.not_found', { status: 404 })
    },
    async create(name, values) {
      const { rows, problems } = await createSet(unit, object(name), [values])
      const row = rows.get(0)
      return row ?? refuse('record.invalid', { problems: problems.get(0) ?? [] })
    },
    async update(name, id, values) {
      const { rows, problems, faults } = await updateSet(unit, object(name), [{ id, values }])
      const fault = faults.get(0)
      if (fault) throw fault
      return rows.get(0) ?? refuse('record.invalid', { problems: problems.get(0) ?? [] })
    },
    async remove(name, id, options = {}) {
      await removeSet(unit, object(name), [id], options.version)
    },
    restore: (name, id) => restoreRecord(unit, object(name), id),
    upsert: (input) => upsertRecords(unit, object(input.object), input),
    async updateWhere(name, filter: Filter, values, options = {}) {
      const max = options.max ?? updateWhereMax
      let changed = 0
      let cursor: string | null = null
      do {
        // By id, because the change may alter what the filter or any other sort sees.
        const page: { data: Row[]; next: string | null } = await list(name, { filter, fields: ['id'], sort: ['id'], limit: pageOfUpdate, cursor })
        const { rows, problems, faults } = await updateSet(unit, object(name), page.data.map((row) => ({ id: row.id, values })))
        const [fault] = faults.values()
        const [first] = problems.values()
        if (fault instanceof Refusal) throw fault
        if (first) refuse('record.invalid', { problems: first })
        changed += rows.size
        cursor = page.next
        if (changed > max) refuse('records.too_many', { status: 413, params: { max } })
      } while (cursor)
      return changed
    },
  }
}
