import { useModel } from '../../base/client/meta.ts'
import { apiBase } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { exportRows } from './export-rows.ts'
import { useOpenList } from './open-list.ts'

/** The ways to take the rows of a list away. */
export const useListExports = () => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const toast = useToast()
  const { object, state, query } = useOpenList()
  const columns = state.view.columns.map(({ field }) => field)
  return {
    rows: () =>
      void exportRows({ object, columns, query, model, text, w }).then(
        (n) => toast.done(w('list.exported', { n })),
        toast.failed,
      ),
    /** The server writes the file as it reads, whatever its size. */
    lines: () => {
      const asked = new URLSearchParams({ parts: object.parts.map(({ name }) => name).join(',') })
      if (query.filter) asked.set('filter', JSON.stringify(query.filter))
      if (query.search) asked.set('search', query.search)
      if (query.sort?.length) asked.set('sort', query.sort.join(','))
      location.assign(`${apiBase}/exports/${object.name.replace('.', '/')}.xlsx?${asked}`)
    },
  }
}
