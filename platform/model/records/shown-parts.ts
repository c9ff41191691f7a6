import type { Row } from '@lianke/kernel'
import type { Sql } from '../../store/db/database.ts'
import type { ModelObject } from '../model/model.ts'
import { compileList } from '../query/list-query.ts'
import { openSealed } from './seal.ts'
import { partsMax } from './read-parts.ts'
import { queryContext, type Unit } from './unit.ts'

interface Shown {
  readonly id: string
  readonly names: readonly string[]
  readonly titles: boolean
}

/** The parts of one record as its reader may see them, in order: one statement a name. */
export const shownParts = async (
  context: Pick<Unit, 'model' | 'access' | 'rules' | 'filter' | 'cursors'> & Partial<Pick<Unit, 'sealer'>>,
  ask: (statement: Sql) => Promise<Record<string, unknown>[]>,
  object: ModelObject,
  { id, names, titles }: Shown,
): Promise<Record<string, readonly Row[]>> => {
  const shown: Record<string, readonly Row[]> = {}
  for (const name of names) {
    const part = object.parts.get(name)
    if (!part) continue
    const query = {
      filter: { field: part.via, op: 'eq', value: id } as const,
      sort: [part.position ?? 'id'],
      limit: partsMax,
    }
    const compiled = compileList(queryContext(context), part.object, query, {
      titles,
      max: partsMax,
      cursors: context.cursors,
      opens: context.sealer !== undefined,
    })
    const { data } = compiled.page(await ask(compiled.statement))
    shown[name] = await openSealed(context.sealer, compiled.sealed, data)
  }
  return shown
}
