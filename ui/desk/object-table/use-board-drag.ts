import { idIn, type Row } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { refresh, useSave } from '../../base/client/records.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { useRecordPage } from '../../base/registry/registry.tsx'
import { useStartCommand } from '../command/command-provider.tsx'
import type { BoardColumn, BoardOf } from './board-column.tsx'
import { useStateAct } from './state-act.ts'

/** Where cards stand for the eye, until the lists have them there too. */
interface Moved {
  readonly row: Row
  readonly to: string | null
}

/** Moves a card into a column: an edit, or the act that leads to such a place. It stands there at once; what is refused goes back. */
const useMove = ({ object, acts }: BoardOf, named: boolean, hold: (moved: Moved | null, id: string) => void) => {
  const w = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const { commands } = useModel()
  const start = useStartCommand()
  const ends = useRecordPage(object.name)?.path?.ends
  const save = useSave(object.name)
  const stateAct = useStateAct(object)
  const board = String(object.board)
  /** Shown in its new place while `doing` is under way. */
  const standing = (row: Row, to: string | null, doing: Promise<unknown>, undo?: () => Promise<unknown>) => {
    hold({ row, to }, row.id)
    doing
      .then(
        () => toast.done(w('toast.saved'), undo),
        (error: unknown) => toast.failed(error),
      )
      .then(() => refresh(client, object.name))
      .finally(() => hold(null, row.id))
  }
  return (row: Row, { value: state, label, kind }: BoardColumn) => {
    if (state === null) return
    const end = commands.find(({ name }) => kind !== undefined && name === ends?.acts[kind])
    if (end) return start({ command: end, target: { kind: 'records', ids: [row.id], row, title: titleOf(object, row) } })
    // What only an act may write, the act writes; one that asks for more is found on the record.
    if (!object.fields[board]?.writable) {
      if (stateAct.asks(state)) acts.peek(row)
      else standing(row, state, stateAct.run(row, state))
      return
    }
    const before = row[board]
    const change = (value: unknown, shown: unknown, version?: number) =>
      save.mutateAsync({ id: row.id, values: { [board]: value }, shown: { [board]: shown }, version })
    const back = () => change(idIn(before), before).then(() => refresh(client, object.name))
    // With the version that was seen: a stale board moves nothing back.
    standing(row, state, change(state, named ? { id: state, title: label } : state, row.version), back)
  }
}

/** A card that is dragged: which columns take it, as far as the table of states allows, and where it stands meanwhile. */
export const useBoardDrag = (of: BoardOf, named: boolean, columns: readonly BoardColumn[]) => {
  const { object } = of
  const stateAct = useStateAct(object)
  const [moved, setMoved] = useState<ReadonlyMap<string, Moved>>(new Map())
  const move = useMove(of, named, (one, id) =>
    setMoved((old) => new Map([...[...old].filter(([key]) => key !== id), ...(one ? [[id, one] as const] : [])])),
  )
  const [row, begin] = useState<Row | null>(null)
  const board = String(object.board)
  const fits = (one: Row, column: BoardColumn): boolean => {
    if (column.value === null) return false
    const from = idIn(one[board])
    if (from === column.value) return true
    if (column.retired) return false
    if (!object.fields[board]?.writable && !stateAct.of(column.value)) return false
    if (object.states?.field !== board || from === null) return true
    return object.states.moves[from]?.includes(column.value) ?? false
  }
  const put = (one: Row, column: BoardColumn) => {
    if (object.may.update && fits(one, column) && idIn(one[board]) !== column.value) move(one, column)
  }
  return {
    row,
    begin,
    mayTake: (column: BoardColumn): boolean => row !== null && fits(row, column),
    take: (column: BoardColumn) => {
      begin(null)
      if (row) put(row, column)
    },
    /** By keys: into the column beside it. */
    shift: (one: Row, from: BoardColumn, by: 1 | -1) => {
      const to = columns[columns.findIndex(({ value }) => value === from.value) + by]
      if (to) put(one, to)
    },
    /** The cards of a column as they stand for the eye. */
    inColumn: ({ value }: BoardColumn, rows: readonly Row[]): readonly Row[] => {
      const come = [...moved.values()].filter(({ row: one, to }) => to === value && !rows.some(({ id }) => id === one.id))
      const stay = rows.filter(({ id }) => (moved.get(id)?.to ?? value) === value)
      return [...come.map((one) => one.row), ...stay]
    },
  }
}
export type Drag = ReturnType<typeof useBoardDrag>
