import { fieldTraits, label, type Label, type MetaField, type MetaObject } from '@lianke/kernel'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PlainTable } from '../../desk/shell/plain-table.tsx'
import { type Custom, useModelAgain } from './custom.ts'
import { DescribedHead } from './described-head.tsx'
import { FieldDrawer } from './field-drawer.tsx'

const heads = [label('字段', 'Field'), label('API 名称', 'API name'), label('类型', 'Type'), label('规则', 'Rules')]
const rules: readonly (readonly [option: string, Label])[] = [
  ['required', label('必填', 'Required')],
  ['unique', label('不重复', 'Unique')],
  ['masked', label('脱敏', 'Masked')],
]

/** How far the values of a new or changed formula or roll-up have come. */
const Filling = ({ of }: { readonly of: Custom['filling'][number] | undefined }) => {
  const text = useText()
  if (!of) return null
  const done = of.total ? `${Math.min(99, Math.floor((of.done * 100) / of.total))}%` : of.done.toLocaleString()
  return <span className="lk-pill lk-c-gold">{text(label(`正在计算 ${done}`, `Working out ${done}`))}</span>
}

/** A field that is in use; `acts` are offered where it was added on screen. */
const FieldLine = ({
  name,
  field,
  marks,
  acts,
}: {
  readonly name: string
  readonly field: MetaField
  readonly marks: ReactNode
  readonly acts: ReactNode
}) => {
  const text = useText()
  return (
    <tr>
      <td>
        <span className="lk-row">
          <span className="lk-muted" style={{ display: 'inline-flex' }}>
            <Icon name={fieldWidgets[field.type].icon} size={15} />
          </span>
          {text(field.label)}
          {marks}
        </span>
      </td>
      <td>
        <code className="lk-muted" style={{ fontSize: 12 }}>
          {name}
        </code>
      </td>
      <td className="lk-muted">{text(fieldTraits[field.type].label)}</td>
      <td className="lk-muted">{rules.flatMap(([option, said]) => (field.options[option] ? [text(said)] : [])).join('、')}</td>
      <td className="end">{acts}</td>
    </tr>
  )
}

/** A field that was switched off; its data is kept. */
const ArchivedLine = ({ of: { name, field }, restore }: { readonly of: Custom['fields'][number]; restore(): void }) => {
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

const OwnActs = ({ edit, hide }: { edit(): void; hide(): void }) => {
  const text = useText()
  return (
    <>
      <Button size="small" type="text" onClick={edit}>
        {text(label('修改', 'Change'))}
      </Button>
      <Button size="small" type="text" onClick={hide}>
        {text(label('停用', 'Switch off'))}
      </Button>
    </>
  )
}

/** Switches fields of an object off and on. */
const useArchive = (object: MetaObject) => {
  const text = useText()
  const toast = useToast()
  const again = useModelAgain()
  const archive = (name: string, archived: boolean): Promise<unknown> =>
    request(`/settings/fields/${object.name}/${name}`, { method: 'PATCH', body: { archived } }).then(again)
  return {
    hide: (name: string) =>
      void archive(name, true).then(
        () => toast.done(text(label('字段已停用，数据保留', 'Field is off; its data is kept')), () => archive(name, false)),
        toast.failed,
      ),
    restore: (name: string) => void archive(name, false).catch(toast.failed),
  }
}

const Heading = ({ object, add }: { readonly object: MetaObject; add(): void }) => {
  const text = useText()
  return (
    <DescribedHead
      icon={object.icon ?? 'box'}
      name={object.name}
      said={text(object.label)}
      acts={
        <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={add}>
          {text(label('新增字段', 'New field'))}
        </Button>
      }
    />
  )
}

/** The fields of one object: those of the product and those that were added here. */
export const ObjectFields = ({ object, custom }: { readonly object: MetaObject; readonly custom: Custom | undefined }) => {
  const text = useText()
  const { hide, restore } = useArchive(object)
  const [editing, setEditing] = useState<string | true | null>(null)
  const archived = custom?.fields.filter((one) => one.on === object.name && one.archived_at) ?? []
  const filling = (name: string) => custom?.filling.find((one) => one.on === object.name && one.name === name)
  const own = (name: string) => name.startsWith('c_')
  return (
    <>
      <Heading object={object} add={() => setEditing(true)} />
      <PlainTable heads={heads} acts="">
        {Object.entries(object.fields).map(([name, field]) => (
          <FieldLine
            key={name}
            name={name}
            field={field}
            marks={
              <>
                <Filling of={filling(name)} />
                {name === object.title ? <span className="lk-pill lk-c-blue">{text(label('名称', 'Title'))}</span> : null}
              </>
            }
            acts={
              own(name) ? (
                <OwnActs edit={() => setEditing(name)} hide={() => hide(name)} />
              ) : (
                <span className="lk-label">{text(label('标准', 'Standard'))}</span>
              )
            }
          />
        ))}
        {archived.map((one) => (
          <ArchivedLine key={one.name} of={one} restore={() => restore(one.name)} />
        ))}
      </PlainTable>
      {editing !== null ? (
        <FieldDrawer
          key={String(editing)}
          on={object.name}
          {...(editing === true ? {} : { name: editing, field: object.fields[editing] })}
          taken={Object.keys(object.fields)}
          close={() => setEditing(null)}
        />
      ) : null}
    </>
  )
}
