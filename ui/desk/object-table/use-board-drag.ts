import { idIn, type Row } from '@lianke/kernel'
import { useState } from 'react'
import { useSave } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import type { BoardColumn, BoardOf } from './board-column.tsx'
import { useStateAct } from './state-act.ts'

/** Moves a card into a column: an edit, or the act that writes such a state. `named`: columns are records, with titles. */
const useMove = ({ object, acts }: BoardOf, named: boolean) => {
  const w = useWords()
  const toast = useToast()
  const save = useSave(object.name)
  const stateAct = useStateAct(object)
  const board = String(object.board)
  return (row: Row, { value: state, label }: BoardColumn) => {
    if (state === null) return
    // What only an act may write, the act writes; one that asks for more is found on the record.
    if (!object.fields[board]?.writable) {
      if (stateAct.asks(state)) acts.peek(row)
      else stateAct.run(row, state).then(() => toast.done(w('toast.saved')), toast.failed)
      return
    }
    const before = row[board]
    const change = (value: unknown, shown: unknown, version?: number) =>
      save.mutateAsync({ id: row.id, values: { [board]: value }, shown: { [board]: shown }, version })
    // With the version that was seen: a stale board moves nothing back.
    change(state, named ? { id: state, title: label } : state, row.version).then(
      () => toast.done(w('toast.saved'), () => change(idIn(before), before)),
      toast.failed,
    )
  }
}

/** A card that is dragged: which columns take it, as far as the table of states allows. */
export const useBoardDrag = (of: BoardOf, named: boolean) => {
  const { object } = of
  const stateAct = useStateAct(object)
  const move = useMove(of, named)
  const [row, begin] = useState<Row | null>(null)
  const board = String(object.board)
  const mayTake = (column: BoardColumn): boolean => {
    if (!row || column.value === null) return false
    const from = idIn(row[board])
    if (from === column.value) return true
    if (!object.fields[board]?.writable && !stateAct.of(column.value)) return false
    if (object.states?.field !== board || from === null) return true
    return object.states.moves[from]?.includes(column.value) ?? false
  }
  const take = (column: BoardColumn) => {
    begin(null)
    if (row && mayTake(column) && idIn(row[board]) !== column.value) move(row, column)
  }
  return { row, begin, mayTake, take }
}
export type Drag = ReturnType<typeof useBoardDrag>
