import { type MetaObject, type Row, staffObject, targetOf } from '@lianke/kernel'
import { Button, Popover, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { useBulk } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { wireOf } from '../../base/field-types/parts/wire.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

interface Chosen {
  readonly object: MetaObject
  readonly rows: readonly Row[]
  clear(): void
}

/** Gives a field of all chosen records one value, with the way back where the values before are known. */
const useBulkApply = ({ object, rows, clear }: Chosen) => {
  const w = useWords()
  const toast = useToast()
  const bulk = useBulk(object.name)
  const apply = (name: string, value: unknown, done: () => void) => {
    const field = fieldsOf(object)[name]
    const before = rows.map((row) => ({ id: row.id, [name]: wireOf(field, row[name]) }))
    const undo = name in (rows[0] ?? {}) ? () => bulk.mutateAsync({ update: before }) : undefined
    bulk.mutate(
      { update: rows.map(({ id }) => ({ id, [name]: wireOf(field, value) })) },
      {
        onSuccess: ({ updated }) => {
          done()
          clear()
          toast.done(w('list.bulk_done', { n: updated ?? rows.length }), undo)
        },
        onError: toast.failed,
      },
    )
  }
  return { apply, busy: bulk.isPending }
}

/** A button that asks for a value and gives it to all chosen records. */
const BulkPopover = ({
  chosen,
  icon,
  said,
  width,
  name,
  value,
  reset,
  children,
}: {
  readonly chosen: Chosen
  readonly icon: string
  readonly said: string
  readonly width: number
  /** The field that gets it; null while there is nothing to give. */
  readonly name: string | null
  readonly value: unknown
  reset(): void
  readonly children: ReactNode
}) => {
  const w = useWords()
  const [open, setOpen] = useState(false)
  const { apply, busy } = useBulkApply(chosen)
  return (
    <Popover
      trigger="click"
      arrow={false}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        reset()
      }}
      content={
        <div className="lk-stack" style={{ gap: 10, width }}>
          {children}
          <Button type="primary" disabled={!name} loading={busy} onClick={() => name && apply(name, value, () => setOpen(false))}>
            {w('list.bulk_apply', { n: chosen.rows.length })}
          </Button>
        </div>
      }
    >
      <Button type="text" icon={<Icon name={icon} size={14} />}>
        {said}
      </Button>
    </Popover>
  )
}

/** Fields that many records may be given at once. */
const editableFields = (object: MetaObject) =>
  Object.entries(fieldsOf(object)).filter(
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

/** Any field of the chosen records. */
export const BulkEdit = ({ chosen }: { readonly chosen: Chosen }) => {
  const w = useWords()
  const text = useText()
  const [name, setName] = useState<string | null>(null)
  const [value, setValue] = useState<unknown>(null)
  const field = name ? fieldsOf(chosen.object)[name] : undefined
  const Input = field ? fieldWidgets[field.type].Input : null
  const choose = (next: string | null) => {
    setName(next)
    setValue(null)
  }
  return (
    <BulkPopover
      chosen={chosen}
      icon="edit"
      said={w('list.bulk_edit')}
      width={280}
      name={name}
      value={value}
      reset={() => choose(null)}
    >
      <Select
        aria-label={w('filter.choose')}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={w('filter.choose')}
        value={name}
        onChange={choose}
        options={editableFields(chosen.object).map(([one, kind]) => ({ value: one, label: text(kind.label) }))}
      />
      {field && Input ? <Input key={name} field={field} value={value} onChange={setValue} /> : null}
    </BulkPopover>
  )
}

/** Whose the chosen records are, where the module has no act of its own for it. */
export const BulkAssign = ({ chosen }: { readonly chosen: Chosen }) => {
  const w = useWords()
  const [value, setValue] = useState<unknown>(null)
  const { commands } = useModel()
  const { object } = chosen
  const hasOwnAssign = commands.some(
    ({ on, place, fields }) =>
      on === object.name &&
      place.includes('selection') &&
      Object.values(fields).some((one) => 'type' in one && targetOf(one) === staffObject),
  )
  const owner = fieldsOf(object).owner
  const Owner = fieldWidgets.user.Input
  if (!Owner || !owner || hasOwnAssign) return null
  return (
    <BulkPopover
      chosen={chosen}
      icon="user-check"
      said={w('list.bulk_assign')}
      width={260}
      name={value ? 'owner' : null}
      value={value}
      reset={() => setValue(null)}
    >
      <Owner field={owner} value={value} onChange={setValue} />
    </BulkPopover>
  )
}
