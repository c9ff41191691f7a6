import type { Fact } from '@lianke/kernel'
import type { Model } from '../../model/model/model.ts'

const recordChange = /\.(created|updated|deleted|restored)$/
/** The same in SQL, of a fact `f`: what {@link touchedRecords} answers nothing for is not read. */
export const factTouches = `f.record is not null and f.name ~ '${recordChange.source}'`

/** A record that a fact says has changed; `whole` is false for lines that changed with theirs. */
interface TouchedRecord {
  readonly object: string
  readonly record: string
  readonly whole: boolean
}

/** The records a fact about a change touches: its own, and the lines that were written, deleted or restored with it. */
export const touchedRecords = (model: Model, fact: Pick<Fact, 'name' | 'object' | 'record' | 'payload'>): TouchedRecord[] => {
  const { name, object, record, payload } = fact
  if (object === null || record === null || !recordChange.test(name)) return []
  const touched: TouchedRecord[] = [{ object, record, whole: true }]
  const parts = model.objects.get(object)?.parts
  if (!parts || typeof payload.parts !== 'object' || payload.parts === null) return touched
  for (const [part, acts] of Object.entries(payload.parts)) {
    const child = parts.get(part)?.object
    if (child === undefined || typeof acts !== 'object' || acts === null) continue
    for (const ids of Object.values(acts))
      if (Array.isArray(ids)) touched.push(...ids.map((id) => ({ object: child, record: String(id), whole: false })))
  }
  return touched
}
