import { useMemo } from 'react'
import type { MetaObject } from '@lianke/kernel'
import { finished } from '../filter-builder/filter-tree.ts'
import type { ListState } from './list-state.ts'

/** What the list asks for: the columns in sight, the finished conditions, the word searched for. */
export const useListQuestion = (object: MetaObject, view: ListState['view'], search: string) => {
  // Conditions stay on screen while unfinished; only finished ones are asked.
  const filter = useMemo(() => finished(view.filter), [view.filter])
  const columns = useMemo(
    () => [
      ...new Set([
        ...view.columns.map(({ field }) => field),
        object.title,
        ...(object.states ? [object.states.field] : []),
        ...(object.board ? [object.board] : []),
        ...('avatar' in object.fields ? ['avatar'] : []),
      ]),
    ],
    [view.columns, object],
  )
  const query = useMemo(
    () => ({
      fields: columns,
      sort: [...view.sort],
      count: true,
      ...(filter ? { filter } : {}),
      ...(search ? { search } : {}),
    }),
    [columns, view.sort, filter, search],
  )
  return { filter, query }
}
