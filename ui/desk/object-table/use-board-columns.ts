import { linkOf, type MetaObject, optionsIn, type Row, textIn } from '@lianke/kernel'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { referenceOf } from '../../base/field-types/parts/record-picker.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { BoardColumn } from './board-column.tsx'

const parentsMax = 30
const stagesMax = 50
const orderOf = ({ fields, sort }: MetaObject): string =>
  'position' in fields ? 'position' : 'order' in fields ? 'order' : (sort ?? 'created_at')

/** The records that the columns of a board are, of one parent where they are parts. */
const useStages = (to: MetaObject | undefined) => {
  const model = useModel()
  const over = to?.partOf ? model.object(to.partOf.object) : undefined
  const parents = useRows(
    over?.name ?? '',
    { limit: parentsMax, ...(over?.sort ? { sort: [over.sort] } : {}) },
    { enabled: Boolean(over) },
  )
  const [chosen, setChosen] = useState<string | null>(null)
  // Stages of several pipelines side by side would be no order at all: one pipeline at a time.
  const parent = over ? (chosen ?? parents.data?.data[0]?.id ?? null) : null
  const stages = useRows(to?.name ?? '', { limit: stagesMax, ...(to ? { sort: [orderOf(to)] } : {}) }, { enabled: Boolean(to) })
  const ofParent = (row: Row) => !to?.partOf || parent === null || referenceOf(row[to.partOf.reference])?.id === parent
  return {
    over,
    choices: parents.data?.data ?? [],
    parent,
    choose: setChosen,
    stages: (stages.data?.data ?? []).filter(ofParent),
  }
}

/** The columns of a board: choices of a field, or the records it refers to, one parent's at a time. `kind`: the field that says what kind of place such a record is. */
export const useBoardColumns = (object: MetaObject, kind?: string) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const field = object.fields[String(object.board)]
  const to = field ? model.object(linkOf(field) ?? '') : undefined
  const { stages, ...parents } = useStages(to)
  const none: BoardColumn = { value: null, label: w('list.no_group'), color: 'grey' }
  const columns: readonly BoardColumn[] = to
    ? [
        ...stages.map((row) => ({
          value: row.id,
          label: String(row[to.title] ?? ''),
          color: 'grey',
          kind: kind ? (textIn(row[kind]) ?? undefined) : undefined,
        })),
        none,
      ]
    : [
        ...optionsIn(field?.options).map((one) => ({
          value: one.value,
          label: text(one.label),
          color: one.color ?? 'grey',
          retired: one.archived,
        })),
        none,
      ]
  return { columns, named: to !== undefined, ...parents }
}
