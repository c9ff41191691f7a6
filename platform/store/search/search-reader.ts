import type { Fact } from '@lianke/kernel'
import { ident } from '../db/sql.ts'
import { factReader } from '../facts/fact-reader.ts'
import type { Reader } from '../facts/run-readers.ts'
import { factTouches, touchedRecords } from '../facts/touched-records.ts'
import type { Model, ModelObject } from '../../model/model/model.ts'
import type { Platform } from '../../platform.ts'
import { indexRecords, nextRows, searchFields, writeEntries } from './search-entries.ts'

export const searchReader = 'search'
const factsPerBatch = 2000
const recordsPerStatement = 1000

/** Keeps the search index with the ledger. */
export const searchLoop = (platform: Pick<Platform, 'database' | 'model'>): Reader =>
  factReader(
    platform,
    {
      reader: searchReader,
      where: factTouches,
      from: 'beginning',
      limit: factsPerBatch,
      evenStopped: true,
      passHeld: true,
      restMs: 400,
    },
    async (tenant) => {
      const model = await platform.model(tenant)
      return async (tx, facts) => {
        for (const [object, ids] of entriesTouched(model, facts)) {
          for (let at = 0; at < ids.length; at += recordsPerStatement)
            await indexRecords(tx, object, ids.slice(at, at + recordsPerStatement))
        }
      }
    },
  )

/** Records whose entry may have changed: an update that touches no searchable field is none. */
const entriesTouched = (model: Model, facts: readonly Fact[]): Map<ModelObject, string[]> => {
  const touched = new Map<ModelObject, Set<string>>()
  for (const fact of facts)
    for (const { object, record, whole } of touchedRecords(model, fact)) {
      const found = model.objects.get(object)
      if (!found || searchFields(found).length === 0) continue
      if (whole && fact.name.endsWith('.updated') && fact.after && !concerns(found, fact.after)) continue
      touched.set(found, (touched.get(found) ?? new Set()).add(record))
    }
  return new Map([...touched].map(([object, ids]) => [object, [...ids]]))
}
const concerns = (object: ModelObject, after: Record<string, unknown>): boolean =>
  Object.keys(after).some((field) => field === object.definition.title || object.fields.get(field)?.options.search !== undefined)

export interface RebuildSearchInput {
  readonly database: Platform['database']
  readonly model: Model
  readonly tenant: string
  readonly objects?: readonly string[]
}
/** Makes all entries of a tenant anew, in sets. Entries of records that are gone go. Answers how many were looked at. */
export const rebuildSearch = async ({ database, model, tenant, objects }: RebuildSearchInput): Promise<number> => {
  let seen = 0
  for (const object of model.objects.values()) {
    if (searchFields(object).length === 0 || (objects && !objects.includes(object.name))) continue
    let last = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const rows = await database.connection(tenant, (connection) => nextRows(connection, object, last, recordsPerStatement * 5))
      const end = rows.at(-1)
      if (!end) break
      await database.transaction(tenant, (tx) => writeEntries(tx, object, rows), { timeoutMs: 120_000 })
      seen += rows.length
      last = end.id
    }
    const gone = `delete from search_entry e where e.object = $1 and not exists (select 1 from ${ident(object.table)} t where t.id = e.record and t.deleted_at is null)`
    await database.transaction(tenant, (tx) => tx.execute({ text: gone, values: [object.name] }), { timeoutMs: 120_000 })
  }
  return seen
}
