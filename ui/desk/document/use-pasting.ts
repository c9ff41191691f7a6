import { type ListResult, type MetaField, targetOf } from '@lianke/kernel'
import type { ClipboardEvent } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { pathOf, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import type { Line } from '../../base/object-form/lines.ts'
import { cellsOf, valueOfCell } from './pasted-cells.ts'
import type { CellAt } from './use-line-cursor.ts'
import type { DocumentLinesState } from './use-lines.ts'

/** Records by the names or codes that were pasted; a name is asked for once. */
const useNamed = () => {
  const model = useModel()
  return async (object: string, name: string) => {
    const title = model.object(object)?.title ?? 'name'
    const { data } = await request<ListResult>(`${pathOf(object)}/query`, { body: { search: name, limit: 5, fields: [title] } })
    const exact = data.find((row) => row[title] === name) ?? (data.length === 1 ? data[0] : undefined)
    return exact ? { id: exact.id, title: String(exact[title] ?? name) } : undefined
  }
}

/** Pastes rows of a spreadsheet into the lines, from the current cell on: what is there is overwritten, the rest is added. */
export const usePasting = (
  state: DocumentLinesState,
  columns: readonly { readonly name: string; readonly field: MetaField }[],
) => {
  const w = useWords()
  const toast = useToast()
  const named = useNamed()
  const { child, lines, currency, write, taken, blank } = state
  const read = async (field: MetaField, text: string) => {
    const to = targetOf(field)
    return to && text !== '' ? named(to, text) : valueOfCell(field, text, currency)
  }
  const paste = async (pasted: string, at: CellAt) => {
    const lost: string[] = []
    const changed: Line[] = []
    for (const [index, cells] of cellsOf(pasted).entries()) {
      let line: Line = lines[at.row + index] ?? blank()
      for (const [offset, text] of cells.entries()) {
        const column = columns[at.column + offset]
        if (!column) continue
        const value = await read(column.field, text)
        if (value === undefined) lost.push(text)
        else line = await taken({ ...line, [column.name]: value }, column.name)
      }
      changed.push(line)
    }
    write([...lines.slice(0, at.row), ...changed, ...lines.slice(at.row + changed.length)])
    if (lost.length > 0) toast.failed(new Error(w('page.not_pasted', { what: lost.slice(0, 5).join('、') })))
  }
  return (event: ClipboardEvent, at: CellAt) => {
    const text = event.clipboardData.getData('text/plain')
    if (!text.trim() || !child) return
    event.preventDefault()
    paste(text, at).catch(toast.failed)
  }
}
