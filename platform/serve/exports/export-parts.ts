import type { Filter, UnitOfWork, Row } from '@lianke/kernel'
import type { Part } from '../../model/model/behaviour.ts'

/** Wholes whose lines are held in memory at once: some thousand lines each at most. */
const wholesAtOnce = 20
const pageRows = 200

/** The lines of some wholes as the reader may see them, in order, by whole. */
const linesOf = async (
  work: UnitOfWork,
  part: Part,
  fields: readonly string[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Row[]>> => {
  const found = new Map<string, Row[]>()
  const filter: Filter = { field: part.via, op: 'in', value: ids }
  let cursor: string | null = null
  do {
    const page: { data: Row[]; next: string | null } = await work.records.list(part.object, {
      filter,
      fields: [...fields, part.via],
      sort: [part.position ?? 'id'],
      limit: pageRows,
      cursor,
      titles: true,
    })
    for (const line of page.data) {
      const whole = line[part.via]
      const id = typeof whole === 'object' && whole !== null && 'id' in whole ? String(whole.id) : String(whole)
      const own = found.get(id)
      if (own) own.push(line)
      else found.set(id, [line])
    }
    cursor = page.next
  } while (cursor)
  return found
}

/** A whole and one of its lines. */
interface WholeLine {
  readonly row: Row
  /** By part; null where the whole has none, or fewer than of another part. */
  readonly lines: Readonly<Record<string, Row | null>>
}
interface AskedPart {
  readonly part: Part
  readonly fields: readonly string[]
}

/** One entry for each line of some wholes, one for a whole without lines: a bounded number of statements for each twenty wholes. */
export async function* wholeLines(
  work: UnitOfWork,
  rows: readonly Row[],
  asked: readonly AskedPart[],
): AsyncGenerator<readonly WholeLine[]> {
  for (let at = 0; at < rows.length; at += wholesAtOnce) {
    const some = rows.slice(at, at + wholesAtOnce)
    const ids = some.map(({ id }) => id)
    const byPart = new Map<string, ReadonlyMap<string, readonly Row[]>>()
    for (const { part, fields } of asked) byPart.set(part.name, await linesOf(work, part, fields, ids))
    yield some.flatMap((row): WholeLine[] => {
      const own = [...byPart].map(([name, lines]) => [name, lines.get(row.id) ?? []] as const)
      const most = Math.max(1, ...own.map(([, lines]) => lines.length))
      return Array.from({ length: most }, (_, index) => ({
        row,
        lines: Object.fromEntries(own.map(([name, lines]) => [name, lines[index] ?? null])),
      }))
    })
  }
}
