import type { FieldProblem, Row } from '@lianke/kernel'
import type { Part } from '../model/behaviour.ts'
import type { ModelObject } from '../model/model.ts'
import { workOutChanges } from './changes.ts'
import type { PartDraft, PartsDraft } from './draft.ts'
import { partsMax } from './read-parts.ts'
import { emptyRollUps } from './roll-up-fields.ts'
import { shapeRow } from './shape.ts'
import { isOfOther, lineInput, type PartsInput } from './split-parts.ts'
import type { Unit } from './unit.ts'

type Given = Record<string, unknown>
interface Merging {
  readonly unit: Unit
  readonly child: ModelObject
  readonly part: Part
  readonly whole: string
  /** When a new line came about, unless it says so itself. */
  readonly born: string
  readonly before: readonly Row[]
  readonly migrating: boolean
  readonly keepOrigins: boolean
  readonly back: ReadonlyMap<string, Row>
  readonly problems: FieldProblem[]
}

/** The lines of one whole as they will stand after an input: kept in order, numbered anew where the object numbers them. */
export const mergeParts = (merging: Merging, input: PartsInput): PartsDraft => {
  const { part, before, problems } = merging
  const known = new Map(before.map((row) => [row.id, row]))
  const named = new Set<string>()
  const at = (row: Given, path: string): Row | null => {
    const id = row.id
    if (id === undefined || id === null) return null
    const found = typeof id === 'string' ? known.get(id.toLowerCase()) : undefined
    if (!found) problems.push({ path: `${path}/id`, code: 'parts.not_here', params: { part: part.name } })
    else if (named.has(found.id)) problems.push({ path: `${path}/id`, code: 'parts.twice', params: { part: part.name } })
    else named.add(found.id)
    return found ?? null
  }
  const path = `/${part.name}`
  const draft = (row: Given, found: Row | null, where: string) => lineDraft(merging, row, found, where)
  let rows: PartDraft[]
  let gone: Row[] = []
  let back: Row[] = []
  if (input.list) {
    const list = input.list.map((row, index) => draft(row, at(row, `${path}/${index}`), `${path}/${index}`))
    rows = numbered(part, list, () => 0)
    gone = before.filter(({ id }) => !named.has(id))
  } else {
    const changed = new Map<string, PartDraft>()
    for (const [index, row] of input.change.entries()) {
      const where = `${path}/change/${index}`
      if (row.id === undefined) problems.push({ path: `${where}/id`, code: 'field.required', params: { field: 'id' } })
      const found = at(row, where)
      if (found) changed.set(found.id, draft(row, found, where))
    }
    const fresh: PartDraft[] = []
    for (const [index, row] of input.merge.entries()) {
      const where = `${path}/merge/${index}`
      const byNumber = row.id === undefined ? before[Number(row['#'] ?? 0) - 1] : undefined
      const found = at(byNumber ? { ...row, id: byNumber.id } : row, where)
      if (found) changed.set(found.id, draft(row, found, where))
      else fresh.push(draft(row, null, where))
    }
    const removed = new Set(input.remove.map((id) => id.toLowerCase()))
    for (const [index, id] of input.remove.entries())
      if (!known.has(id.toLowerCase()))
        problems.push({ path: `${path}/remove/${index}`, code: 'parts.not_here', params: { part: part.name } })
    gone = before.filter(({ id }) => removed.has(id))
    back = input.restore.flatMap((id, index) => {
      const row = merging.back.get(id.toLowerCase())
      if (row && row[part.via] === merging.whole) return [row]
      problems.push({ path: `${path}/restore/${index}`, code: 'parts.not_here', params: { part: part.name } })
      return []
    })
    const kept = before.filter(({ id }) => !removed.has(id)).map((row) => changed.get(row.id) ?? standing(row, path))
    fresh.push(...input.add.map((row, index) => draft(row, null, `${path}/add/${index}`)))
    rows = inPlace(part, [...kept, ...back.map((row) => standing(row, path))], fresh)
  }
  if (rows.length > partsMax) problems.push({ path, code: 'parts.too_many', params: { part: part.name, max: partsMax } })
  return { rows, gone, back }
}

/** Lines that an input says nothing of. */
export const standingParts = (before: readonly Row[], path: string): PartsDraft => ({
  rows: before.map((row) => standing(row, path)),
  gone: [],
  back: [],
})
const standing = (row: Row, path: string): PartDraft => ({ path, before: row, given: {}, row })

/** Lines with growing numbers: each its own as far as it has one, else the next. */
const numbered = (part: Part, rows: readonly PartDraft[], own: (draft: PartDraft) => number): PartDraft[] => {
  const { position } = part
  if (position === null) return [...rows]
  let last = 0
  return rows.map((draft) => {
    last = Math.max(last + 1, own(draft))
    return draft.row[position] === last ? draft : { ...draft, row: { ...draft.row, [position]: last } }
  })
}

/** Lines keep their numbers when others go, so that one that comes back stands where it stood; with new ones behind them they are numbered anew. */
const inPlace = (part: Part, standing: readonly PartDraft[], fresh: readonly PartDraft[]): PartDraft[] => {
  const { position } = part
  if (position === null) return [...standing, ...fresh]
  const own = ({ before }: PartDraft) => Number(before?.[position] ?? 0)
  const place = (draft: PartDraft) => own(draft) || Number.MAX_SAFE_INTEGER
  const inOrder = standing.toSorted((a, b) => place(a) - place(b) || (a.row.id < b.row.id ? -1 : 1))
  return numbered(part, [...inOrder, ...fresh], fresh.length > 0 ? () => 0 : own)
}

const lineDraft = (merging: Merging, given: Given, before: Row | null, path: string): PartDraft => {
  const { unit, child, part, whole, problems, migrating } = merging
  if (isOfOther(part, given, whole))
    problems.push({ path: `${path}/${part.via}`, code: 'parts.of_other', params: { part: part.name } })
  const worked = workOutChanges(child.fields, lineInput(part, given, merging.keepOrigins), before, unit.types)
  const shaped = shapeRow(
    {
      object: child,
      access: unit.access,
      types: unit.types,
      creating: before === null,
      door: unit.door,
      before,
      migrating,
      keepOrigins: merging.keepOrigins,
      without: part.via,
    },
    worked.values,
  )
  for (const problem of [...worked.problems, ...shaped.problems]) problems.push({ ...problem, path: `${path}${problem.path}` })
  const row: Row = before
    ? { ...before, ...shaped.values }
    : {
        ...emptyRollUps(child),
        ...shaped.values,
        [part.via]: whole,
        id: unit.id(),
        version: 1,
        owner: null,
        created_at: shaped.values.created_at ?? merging.born,
        created_by: unit.by,
        updated_at: unit.now,
        updated_by: unit.by,
        deleted_at: null,
      }
  return { path, before, given: shaped.values, row }
}
