import type { MetaObject, Row } from '@lianke/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useRemove } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type AllOf, BulkCommands } from './bulk-commands.tsx'
import { BulkAssign, BulkEdit } from './bulk-edit.tsx'
import { downloadCsv } from './download-csv.ts'
import { useOpenList } from './open-list.ts'

/** The chosen rows, and the question of the list where it has more rows than are chosen. */
const useChosen = () => {
  const { object, rows, list, selected, select, filter, search, count } = useOpenList()
  const matching: AllOf | null =
    selected.size >= rows.length && list.hasNextPage
      ? { filter, search, count: count && !count.capped ? count.value : null }
      : null
  return { object, rows: rows.filter(({ id }) => selected.has(id)), matching, clear: () => select(new Set()) }
}

const ExportButton = ({ object, rows }: { readonly object: MetaObject; readonly rows: readonly Row[] }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const toast = useToast()
  const columns = useOpenList().state.view.columns.map(({ field }) => field)
  return (
    <Button
      type="text"
      icon={<Icon name="download" size={14} />}
      onClick={() => {
        downloadCsv({ object, columns, model, text, w }, rows)
        toast.done(w('list.exported', { n: rows.length }))
      }}
    >
      {w('list.export')}
    </Button>
  )
}

const RemoveButton = ({ object, rows, clear }: { readonly object: MetaObject; readonly rows: readonly Row[]; clear(): void }) => {
  const w = useWords()
  const toast = useToast()
  const { remove, restore } = useRemove(object.name)
  const ids = rows.map(({ id }) => id)
  const removeAll = () =>
    remove.mutate(ids, {
      onSuccess: () => {
        clear()
        toast.done(w('list.deleted', { n: ids.length }), () => restore(ids))
      },
      onError: toast.failed,
    })
  return (
    <Button type="text" danger icon={<Icon name="trash" size={14} />} loading={remove.isPending} onClick={removeAll}>
      {w('common.delete')}
    </Button>
  )
}

/** How many are chosen, and whether all that match are meant. */
const HowMany = ({
  chosen: n,
  matching,
  all,
  setAll,
}: {
  readonly chosen: number
  readonly matching: AllOf | null
  readonly all: boolean
  setAll(all: boolean): void
}) => {
  const w = useWords()
  return (
    <>
      <strong>{all && matching ? w('command.on_all', { n: matching.count ?? '…' }) : w('list.selected', { n })}</strong>
      {matching ? (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? w('command.only_chosen', { n }) : w('command.choose_all', { n: matching.count ?? '…' })}
        </Button>
      ) : null}
    </>
  )
}

/** What can be done with the selected records; everything can be undone. */
export const BulkBar = () => {
  const w = useWords()
  const chosen = useChosen()
  const { object, rows, matching, clear } = chosen
  const [all, setAll] = useState(false)
  const mayEdit = !all && object.may.update && !object.ledger
  return (
    <div className="lk-bulk" role="toolbar" aria-label={w('list.selected', { n: rows.length })}>
      <HowMany chosen={rows.length} matching={matching} all={all} setAll={setAll} />
      <BulkCommands object={object} rows={rows} all={all ? matching : null} clear={clear} />
      {mayEdit ? <BulkEdit chosen={chosen} /> : null}
      {mayEdit ? <BulkAssign chosen={chosen} /> : null}
      {!all && object.may.export ? <ExportButton object={object} rows={rows} /> : null}
      {!all && object.may.delete && !object.ledger ? <RemoveButton object={object} rows={rows} clear={clear} /> : null}
      <button type="button" className="lk-icon-button" aria-label={w('common.close')} onClick={clear}>
        <Icon name="close" size={15} />
      </button>
    </div>
  )
}
