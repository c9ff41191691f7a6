import { Button, Popover, Select } from 'antd'
import { useState } from 'react'
import { type MetaObject, type Row, staffObject, targetOf } from '@lianke/kernel'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { useBulk, useRemove } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { wireOf } from '../../base/field-types/parts/wire.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type AllOf, BulkCommands } from './bulk-commands.tsx'
import { downloadCsv } from './export-rows.ts'

/** What can be done with the selected records; everything can be undone. */
export const BulkBar = ({
  object,
  rows,
  columns,
  matching,
  clear,
}: {
  readonly object: MetaObject
  readonly rows: readonly Row[]
  readonly columns: readonly string[]
  /** The question of the list, where it has more rows than are chosen. */
  readonly matching: AllOf | null
  clear(): void
}) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const toast = useToast()
  const bulk = useBulk(object.name)
  const { remove, restore } = useRemove(object.name)
  const [open, setOpen] = useState<'edit' | 'owner' | null>(null)
  const [name, setName] = useState<string | null>(null)
  const [value, setValue] = useState<unknown>(null)
  const ids = rows.map(({ id }) => id)
  const [all, setAll] = useState(false)
  const hasOwnAssign = model.commands.some(
    ({ on, place, fields }) =>
      on === object.name &&
      place.includes('selection') &&
      Object.values(fields).some((one) => 'type' in one && targetOf(one) === staffObject),
  )
  const editable = Object.entries(fieldsOf(object)).filter(
    ([one, field]) =>
      one !== 'owner' &&
      field.writable &&
      !field.options.readOnly &&
      !field.options.fixed &&
      !field.options.unique &&
      !field.options.hidden &&
      !field.access &&
      fieldWidgets[field.type].Input,
  )
  const field = name ? fieldsOf(object)[name] : undefined
  const apply = (which: string, next: unknown) => {
    const kind = fieldsOf(object)[which]
    const before = rows.map((row) => ({ id: row.id, [which]: wireOf(kind, row[which]) }))
    const undo = which in (rows[0] ?? {}) ? () => bulk.mutateAsync({ update: before }) : undefined
    bulk.mutate(
      { update: ids.map((id) => ({ id, [which]: wireOf(kind, next) })) },
      {
        onSuccess: ({ updated }) => {
          setOpen(null)
          clear()
          toast.done(w('list.bulk_done', { n: updated ?? ids.length }), undo)
        },
        onError: toast.failed,
      },
    )
  }
  const removeAll = () =>
    remove.mutate(ids, {
      onSuccess: () => {
        clear()
        toast.done(w('list.deleted', { n: ids.length }), () => restore(ids))
      },
      onError: toast.failed,
    })
  const Input = field ? fieldWidgets[field.type].Input : null
  const owner = fieldsOf(object).owner
  const Owner = fieldWidgets.user.Input
  const applyButton = (which: string | null) => (
    <Button type="primary" disabled={!which} loading={bulk.isPending} onClick={() => which && apply(which, value)}>
      {w('list.bulk_apply', { n: ids.length })}
    </Button>
  )
  return (
    <div className="lk-bulk" role="toolbar" aria-label={w('list.selected', { n: ids.length })}>
      <strong>
        {all && matching ? w('command.on_all', { n: matching.count ?? '…' }) : w('list.selected', { n: ids.length })}
      </strong>
      {matching ? (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? w('command.only_chosen', { n: ids.length }) : w('command.choose_all', { n: matching.count ?? '…' })}
        </Button>
      ) : null}
      <BulkCommands object={object} rows={rows} all={all ? matching : null} clear={clear} />
      {!all && object.may.update && !object.ledger ? (
        <>
          <Popover
            trigger="click"
            arrow={false}
            open={open === 'edit'}
            onOpenChange={(next) => {
              setOpen(next ? 'edit' : null)
              setName(null)
              setValue(null)
            }}
            content={
              <div className="lk-stack" style={{ gap: 10, width: 280 }}>
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder={w('filter.choose')}
                  value={name}
                  onChange={(next) => {
                    setName(next)
                    setValue(null)
                  }}
                  options={editable.map(([one, kind]) => ({ value: one, label: text(kind.label) }))}
                />
                {field && Input ? <Input key={name} field={field} value={value} onChange={setValue} /> : null}
                {applyButton(name)}
              </div>
            }
          >
            <Button type="text" icon={<Icon name="edit" size={14} />}>
              {w('list.bulk_edit')}
            </Button>
          </Popover>
          {Owner && owner && !hasOwnAssign ? (
            <Popover
              trigger="click"
              arrow={false}
              open={open === 'owner'}
              onOpenChange={(next) => {
                setOpen(next ? 'owner' : null)
                setValue(null)
              }}
              content={
                <div className="lk-stack" style={{ gap: 10, width: 260 }}>
                  <Owner field={owner} value={value} onChange={setValue} />
                  {applyButton(value ? 'owner' : null)}
                </div>
              }
            >
              <Button type="text" icon={<Icon name="user-check" size={14} />}>
                {w('list.bulk_assign')}
              </Button>
            </Popover>
          ) : null}
        </>
      ) : null}
      {!all && object.may.export ? (
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
      ) : null}
      {!all && object.may.delete && !object.ledger ? (
        <Button type="text" danger icon={<Icon name="trash" size={14} />} loading={remove.isPending} onClick={removeAll}>
          {w('common.delete')}
        </Button>
      ) : null}
      <button type="button" className="lk-icon-button" aria-label={w('common.close')} onClick={clear}>
        <Icon name="close" size={15} />
      </button>
    </div>
  )
}
