import { fieldTraits, label, type Label, type MetaField } from '@lianke/kernel'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { dropPlace, MoveHandle } from '../../base/order/move-handle.tsx'
import type { Custom } from './custom.ts'
import { placeField, stepField } from './layout.rule.ts'
import type { LayoutDraft } from './use-layout-draft.ts'

const rules: readonly (readonly [option: string, Label])[] = [
  ['required', label('必填', 'Required')],
  ['unique', label('不重复', 'Unique')],
  ['masked', label('脱敏', 'Masked')],
  ['hidden', label('不显示', 'Not shown')],
]

/** How far the values of a new or changed formula or roll-up have come. */
export const Filling = ({ of }: { readonly of: Custom['filling'][number] | undefined }) => {
  const text = useText()
  if (!of) return null
  const done = of.total ? `${Math.min(99, Math.floor((of.done * 100) / of.total))}%` : of.done.toLocaleString()
  return <span className="lk-pill lk-c-gold">{text(label(`正在计算 ${done}`, `Working out ${done}`))}</span>
}

/** A field in its place: dragged or moved by the arrow keys, with what it is and what can be done with it. */
export const FieldLine = ({
  draft,
  place,
  name,
  field,
  marks,
  acts,
}: {
  readonly draft: LayoutDraft
  readonly place: { readonly section: number; readonly at: number }
  readonly name: string
  readonly field: MetaField
  readonly marks: ReactNode
  readonly acts: ReactNode
}) => {
  const text = useText()
  const { layout, set } = draft
  const said = text(field.label)
  return (
    <tr data-field={name} {...dropPlace('field', (from) => set(placeField(layout, from, place)))}>
      <td>
        <span className="lk-row">
          <MoveHandle
            kind="field"
            name={name}
            said={text(label('移动“{name}”：拖动，或按上下键', 'Move {name}: drag, or arrow keys'), { name: said })}
            move={(by) => set(stepField(layout, name, by))}
          />
          <span className="lk-muted" style={{ display: 'inline-flex' }}>
            <Icon name={fieldWidgets[field.type].icon} size={15} />
          </span>
          {said}
          {marks}
        </span>
      </td>
      <td>
        <code className="lk-muted" style={{ fontSize: 12 }}>
          {name}
        </code>
      </td>
      <td className="lk-muted">{text(fieldTraits[field.type].label)}</td>
      <td className="lk-muted">{rules.flatMap(([option, word]) => (field.options[option] ? [text(word)] : [])).join('、')}</td>
      <td className="end">{acts}</td>
    </tr>
  )
}

/** A field that was switched off; its data is kept. */
export const ArchivedLine = ({ of: { name, field }, restore }: { readonly of: Custom['fields'][number]; restore(): void }) => {
  const text = useText()
  return (
    <tr style={{ opacity: 0.5 }}>
      <td>{text(field.label)}</td>
      <td>
        <code style={{ fontSize: 12 }}>{name}</code>
      </td>
      <td>{text(fieldTraits[field.type].label)}</td>
      <td>{text(label('已停用', 'Off'))}</td>
      <td className="end">
        <Button size="small" type="text" onClick={restore}>
          {text(label('恢复', 'Restore'))}
        </Button>
      </td>
    </tr>
  )
}
