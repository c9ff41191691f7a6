import { type Field, fieldTraits, label, type Label, type OwnEvent } from '@lianke/kernel'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PlainTable } from '../../desk/shell/plain-table.tsx'
import { changeEvent, useEventsAgain } from './event-data.ts'

const heads = [label('属性', 'Property'), label('上报名称', 'Told as'), label('类型', 'Type'), label('规则', 'Rules')]
const rules: readonly (readonly [option: string, Label])[] = [
  ['required', label('必填', 'Required')],
  ['masked', label('脱敏', 'Masked')],
]

/** Declared properties, one a row. */
export const PropertyTable = ({
  fields,
  acts,
}: {
  readonly fields: Readonly<Record<string, Field>>
  acts?(property: string): ReactNode
}) => {
  const text = useText()
  return (
    <PlainTable heads={heads} acts="">
      {Object.entries(fields).map(([property, field]) => (
        <tr key={property}>
          <td>
            <span className="lk-row">
              <span className="lk-muted" style={{ display: 'inline-flex' }}>
                <Icon name={fieldWidgets[field.type].icon} size={15} />
              </span>
              {text(field.label)}
            </span>
          </td>
          <td>
            <code className="lk-muted" style={{ fontSize: 12 }}>
              {property}
            </code>
          </td>
          <td className="lk-muted">{text(fieldTraits[field.type].label)}</td>
          <td className="lk-muted">
            {rules.flatMap(([option, said]) => (field.options[option] ? [text(said)] : [])).join(text(label('、', ', ')))}
          </td>
          <td className="end">{acts?.(property)}</td>
        </tr>
      ))}
    </PlainTable>
  )
}

/** The properties of an event of the company's own, with what can be done to each. */
export const OwnProperties = ({ event, edit }: { readonly event: OwnEvent; edit(property: string): void }) => {
  const text = useText()
  const toast = useToast()
  const again = useEventsAgain()
  const remove = (property: string) => {
    const { [property]: gone, ...rest } = event.fields
    if (!gone) return
    void changeEvent(event, { fields: rest }).then(async (after) => {
      await again()
      toast.done(
        text(label('已移除 {property}，收到过的值保留', '{property} is removed; values that were told stay'), { property }),
        () => changeEvent(after, { fields: event.fields }).then(again),
      )
    }, toast.failed)
  }
  return (
    <PropertyTable
      fields={event.fields}
      acts={(property) => (
        <>
          <Button size="small" type="text" onClick={() => edit(property)}>
            {text(label('修改', 'Change'))}
          </Button>
          <Button size="small" type="text" onClick={() => remove(property)}>
            {text(label('移除', 'Remove'))}
          </Button>
        </>
      )}
    />
  )
}
