import { apiBase } from '../../base/client/request.ts'
import { useOpenList } from './open-list.ts'

/** The ways to take the rows of a list away. */
export const useListExports = () => {
  const { object, state, query } = useOpenList()
  const columns = state.view.columns.map(({ field }) => field)
  const take = (kind: 'csv' | 'xlsx', what: Record<string, string>): void => {
    const asked = new URLSearchParams(what)
    if (query.filter) asked.set('filter', JSON.stringify(query.filter))
    if (query.search) asked.set('search', query.search)
    if (query.sort?.length) asked.set('sort', query.sort.join(','))
    location.assign(`${apiBase}/exports/${object.name.replace('.', '/')}.${kind}?${asked}`)
  }
  return {
    /** The columns that are shown, with the id by which the file comes back. The server writes it as it reads, whatever its size. */
    rows: () => take('csv', { fields: ['id', ...columns.filter((name) => name !== 'id')].join(',') }),
    lines: () => take('xlsx', { parts: object.parts.map(({ name }) => name).join(',') }),
  }
}
