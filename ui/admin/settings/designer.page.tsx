import './settings.css'
import '../../desk/object-form/form.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Switch } from 'antd'
import { useState } from 'react'
import { fieldTraits, label, type Field, type MetaObject, type ObjectDefinition, personObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { FieldDrawer } from './field-drawer.tsx'
import { ObjectDrawer } from './object-drawer.tsx'

interface Custom {
  readonly fields: readonly {
    readonly on: string
    readonly name: string
    readonly field: Field
    readonly archived_at: string | null
  }[]
  readonly objects: readonly {
    readonly name: string
    readonly definition: ObjectDefinition
    readonly archived_at: string | null
  }[]
  /** Fields whose values are being worked out for the records there are. */
  readonly filling: readonly {
    readonly on: string
    readonly name: string
    readonly done: number
    readonly total: number | null
  }[]
}

const askAgainMs = 2000

/** How far the values of a new or changed formula or roll-up have come. */
const Filling = ({ of }: { readonly of: Custom['filling'][number] | undefined }) => {
  const text = useText()
  if (!of) return null
  const done = of.total ? `${Math.min(99, Math.floor((of.done * 100) / of.total))}%` : of.done.toLocaleString()
  return <span className="lk-pill lk-c-gold">{text(label(`正在计算 ${done}`, `Working out ${done}`))}</span>
}

const ObjectFields = ({ object, custom }: { readonly object: MetaObject; readonly custom: Custom | undefined }) => {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [editing, setEditing] = useState<string | true | null>(null)
  const archived = custom?.fields.filter((one) => one.on === object.name && one.archived_at) ?? []
  const filling = (name: string) => custom?.filling.find((one) => one.on === object.name && one.name === name)
  const own = (name: string) => name.startsWith('c_')
  const archive = (name: string, gone: boolean): Promise<unknown> =>
    request(`/settings/fields/${object.name}/${name}`, { method: 'PATCH', body: { archived: gone } }).then(() =>
      Promise.all([client.invalidateQueries({ queryKey: ['meta'] }), client.invalidateQueries({ queryKey: ['custom'] })]),
    )
  const hide = (name: string) =>
    archive(name, true).then(
      () => toast.done(text(label('字段已停用，数据保留', 'Field is off; its data is kept')), () => archive(name, false)),
      toast.failed,
    )
  return (
    <>
      <div className="lk-row" style={{ marginBottom: 16, gap: 12 }}>
        <span
          className="lk-face-icon"
          style={{
            width: 36,
            height: 36,
            borderRadius: 10,
            background: 'var(--lk-accent-soft)',
            color: 'var(--lk-accent-text)',
            display: 'grid',
            placeItems: 'center',
          }}
        >
          <Icon name={object.icon ?? 'box'} size={18} />
        </span>
        <div className="lk-grow">
          <h2 className="lk-title-2">{text(object.label)}</h2>
          <code className="lk-label">{object.name}</code>
        </div>
        <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setEditing(true)}>
          {text(label('新增字段', 'New field'))}
        </Button>
      </div>
      <div className="lk-scroll-x">
        <table className="lk-table-plain">
          <thead>
            <tr>
              {[label('字段', 'Field'), label('API 名称', 'API name'), label('类型', 'Type'), label('规则', 'Rules')].map(
                (one) => (
                  <th key={one.en}>{text(one)}</th>
                ),
              )}
              <th />
            </tr>
          </thead>
          <tbody>
            {Object.entries(object.fields).map(([name, field]) => (
              <tr key={name}>
                <td>
                  <span className="lk-row">
                    <span className="lk-muted" style={{ display: 'inline-flex' }}>
                      <Icon name={fieldWidgets[field.type].icon} size={15} />
                    </span>
                    {text(field.label)}
                    <Filling of={filling(name)} />
                    {name === object.title ? <span className="lk-pill lk-c-blue">{text(label('名称', 'Title'))}</span> : null}
                  </span>
                </td>
                <td>
                  <code className="lk-muted" style={{ fontSize: 12 }}>
                    {name}
                  </code>
                </td>
                <td className="lk-muted">{text(fieldTraits[field.type].label)}</td>
                <td className="lk-muted">
                  {[
                    field.options.required ? text(label('必填', 'Required')) : '',
                    field.options.unique ? text(label('不重复', 'Unique')) : '',
                    field.options.masked ? text(label('脱敏', 'Masked')) : '',
                  ]
                    .filter(Boolean)
                    .join('、')}
                </td>
                <td className="end">
                  {own(name) ? (
                    <>
                      <Button size="small" type="text" onClick={() => setEditing(name)}>
                        {text(label('修改', 'Change'))}
                      </Button>
                      <Button size="small" type="text" onClick={() => void hide(name)}>
                        {text(label('停用', 'Switch off'))}
                      </Button>
                    </>
                  ) : (
                    <span className="lk-label">{text(label('标准', 'Standard'))}</span>
                  )}
                </td>
              </tr>
            ))}
            {archived.map((one) => (
              <tr key={one.name} style={{ opacity: 0.5 }}>
                <td>{text(one.field.label)}</td>
                <td>
                  <code style={{ fontSize: 12 }}>{one.name}</code>
                </td>
                <td>{text(fieldTraits[one.field.type].label)}</td>
                <td>{text(label('已停用', 'Off'))}</td>
                <td className="end">
                  <Button size="small" type="text" onClick={() => void archive(one.name, false).catch(toast.failed)}>
                    {text(label('恢复', 'Restore'))}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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

/** Objects and their fields; what is added here is everywhere at once, without restart. */
const DesignerPage = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const model = useModel()
  const [chosen, setChosen] = useState(personObject)
  const [q, setQ] = useState('')
  const [making, setMaking] = useState(false)
  const { data: custom } = useQuery({
    queryKey: ['custom'],
    queryFn: () => request<Custom>('/settings/custom'),
    refetchInterval: ({ state }) => (state.data?.filling.length ? askAgainMs : false),
  })
  const objects = model.objects.filter(
    (object) =>
      !q || object.label.zh.includes(q) || object.label.en.toLowerCase().includes(q.toLowerCase()) || object.name.includes(q),
  )
  const object = model.object(chosen) ?? model.objects[0]
  const archive = (name: string, archived: boolean) =>
    request(`/settings/objects/${name}`, { method: 'PATCH', body: { archived } }).then(
      () => Promise.all([client.invalidateQueries({ queryKey: ['meta'] }), client.invalidateQueries({ queryKey: ['custom'] })]),
      toast.failed,
    )
  return (
    <Page
      full
      title={text(label('对象与字段', 'Objects and fields'))}
      lead={text(
        label(
          '新增的字段立刻出现在表单、列表、筛选、导入和接口里',
          'A new field is in forms, lists, filters, imports and the API at once',
        ),
      )}
      actions={
        <Button icon={<Icon name="plus" size={15} />} onClick={() => setMaking(true)}>
          {text(label('新增对象', 'New object'))}
        </Button>
      }
    >
      <div className="lk-split">
        <div className="lk-split-list">
          <Input
            size="small"
            variant="filled"
            allowClear
            prefix={<Icon name="search" size={13} />}
            placeholder={w('filter.find')}
            value={q}
            onChange={(event) => setQ(event.target.value)}
            style={{ marginBottom: 8 }}
          />
          {objects.map((one) => (
            <button
              key={one.name}
              type="button"
              className={`lk-split-item${object?.name === one.name ? ' active' : ''}`}
              onClick={() => setChosen(one.name)}
            >
              <Icon name={one.icon ?? 'box'} size={15} />
              <span className="lk-ellipsis lk-grow">{text(one.label)}</span>
              {one.custom ? <span className="lk-pill lk-tag">{text(label('自定义', 'Own'))}</span> : null}
            </button>
          ))}
          {custom?.objects
            .filter((one) => one.archived_at)
            .map((one) => (
              <div key={one.name} className="lk-split-item lk-muted">
                <Icon name="box" size={15} />
                <span className="lk-grow">{text(one.definition.label)}</span>
                <Switch size="small" checked={false} onChange={() => void archive(one.name, false)} />
              </div>
            ))}
        </div>
        <div className="lk-split-main">{object ? <ObjectFields key={object.name} object={object} custom={custom} /> : null}</div>
      </div>
      {making ? (
        <ObjectDrawer
          close={(made) => {
            setMaking(false)
            if (made) setChosen(made)
          }}
        />
      ) : null}
    </Page>
  )
}
export default DesignerPage
