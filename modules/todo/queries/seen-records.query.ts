import { type ObjectDefinition, type Row, titleIn, type UnitOfWork } from '@lianke/kernel'

/** A record as whoever asks may see it. */
interface SeenRecord {
  readonly definition: ObjectDefinition
  readonly row: Row
  readonly title: string
}

/** Records of any objects, as far as whoever asks may see them: a statement per object. */
export const seenRecords = async (
  work: UnitOfWork,
  wanted: readonly { readonly object: string; readonly id: string }[],
): Promise<(object: string, id: string | null) => SeenRecord | null> => {
  const seen = new Map<string, SeenRecord>()
  for (const [object, some] of Map.groupBy(wanted, (one) => one.object)) {
    const [definition] = work.objects(({ name }) => name === object)
    const ids = [...new Set(some.map(({ id }) => id))]
    if (!definition || !work.records.mayAsk(object, { field: 'id', op: 'in', value: ids })) continue
    for (const [id, row] of await work.records.find(object, ids))
      seen.set(`${object} ${id}`, { definition, row, title: titleIn(row[definition.title]) })
  }
  return (object, id) => (id === null ? null : (seen.get(`${object} ${id}`) ?? null))
}
