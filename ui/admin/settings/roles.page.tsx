import './settings.css'
import { Button, Checkbox, Input, Popover, Select, Tabs } from 'antd'
import { useState } from 'react'
import { label, type ObjectRight, type Row, type Scope, roleObject, textsIn } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRows, useSave } from '../../base/client/records.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { FieldRights } from './field-rights.tsx'
import { WhyBench } from './why-bench.tsx'

const nothing: ObjectRight = { read: 'none', update: 'none', delete: 'none', create: false }
const scopes: readonly { readonly value: Scope; readonly label: { zh: string; en: string } }[] = [
  { value: 'none', label: label('无', 'None') },
  { value: 'own', label: label('本人', 'Own') },
  { value: 'team', label: label('本部门', 'Team') },
  { value: 'below', label: label('本部门及下级', 'Team and below') },
  { value: 'all', label: label('全部', 'All') },
]

/** Rights of one role: data scope per act on every object, and named rights. */
const RoleMatrix = ({ role }: { readonly role: Row }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const save = useSave(roleObject)
  const objects = (role.objects ?? {}) as Record<string, ObjectRight>
  const rights = [...textsIn(role.rights)]
  const keep = (values: Record<string, unknown>, before: Record<string, unknown>) =>
    save.mutate(
      { id: role.id, values, version: role.version },
      {
        onSuccess: () => toast.done(w('toast.saved'), () => save.mutateAsync({ id: role.id, values: before })),
        onError: toast.failed,
      },
    )
  const set = (name: string, part: Partial<ObjectRight>) =>
    keep({ objects: { ...objects, [name]: { ...(objects[name] ?? objects['*'] ?? nothing), ...part } } }, { objects })
  const reset = (name: string) => {
    const { [name]: _gone, ...rest } = objects
    keep({ objects: rest }, { objects })
  }
  const rows = [
    { name: '*', said: text(label('其他所有对象', 'Every other object')) },
    ...model.objects.filter((object) => !object.partOf).map((object) => ({ name: object.name, said: text(object.label) })),
  ]
  const scope = (name: string, right: ObjectRight, act: 'read' | 'update' | 'delete') => (
    <td>
      <Select
        size="small"
        variant="borderless"
        popupMatchSelectWidth={false}
        style={{ minWidth: 92 }}
        value={right[act]}
        onChange={(value: Scope) => set(name, { [act]: value })}
        options={scopes.map((one) => ({ value: one.value, label: text(one.label) }))}
      />
    </td>
  )
  const flag = (name: string, right: ObjectRight, act: 'create' | 'import' | 'export') => (
    <td>
      <Checkbox checked={Boolean(right[act])} onChange={(event) => set(name, { [act]: event.target.checked })} aria-label={act} />
    </td>
  )
  return (
    <Tabs
      items={[
        {
          key: 'objects',
          label: text(label('数据权限', 'Records')),
          children: (
            <table className="lk-matrix">
              <thead>
                <tr>
                  {[
                    label('对象', 'Object'),
                    label('查看', 'Read'),
                    label('修改', 'Change'),
                    label('删除', 'Delete'),
                    label('新建', 'Create'),
                    label('导入', 'Import'),
                    label('导出', 'Export'),
                  ].map((one) => (
                    <th key={one.en}>{text(one)}</th>
                  ))}
                  <th />
                </tr>
              </thead>
              <tbody>
                {rows.map(({ name, said }) => {
                  const right = objects[name] ?? objects['*'] ?? nothing
                  const own = name in objects
                  return (
                    <tr key={name} className={own ? '' : 'inherited'}>
                      <td>{said}</td>
                      {scope(name, right, 'read')}
                      {scope(name, right, 'update')}
                      {scope(name, right, 'delete')}
                      {flag(name, right, 'create')}
                      {flag(name, right, 'import')}
                      {flag(name, right, 'export')}
                      <td className="end">
                        <span className="lk-row" style={{ gap: 0, justifyContent: 'flex-end' }}>
                          {name === '*' ? null : (
                            <Popover
                              trigger="click"
                              placement="bottomRight"
                              arrow={false}
                              destroyOnHidden
                              content={<FieldRights object={name} right={right} onChange={(fields) => set(name, { fields })} />}
                            >
                              <button
                                type="button"
                                className="lk-icon-button small"
                                title={text(label('字段权限', 'Field rights'))}
                                aria-label={text(label('字段权限', 'Field rights'))}
                              >
                                <Icon name="columns" size={14} />
                              </button>
                            </Popover>
                          )}
                          {own && name !== '*' ? (
                            <button
                              type="button"
                              className="lk-icon-button small"
                              title={text(label('跟随默认', 'Follow the default'))}
                              aria-label={text(label('跟随默认', 'Follow the default'))}
                              onClick={() => reset(name)}
                            >
                              <Icon name="undo" size={14} />
                            </button>
                          ) : null}
                        </span>
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          ),
        },
        {
          key: 'rights',
          label: text(label('功能权限', 'Named rights')),
          children: (
            <div className="lk-stack" style={{ gap: 10 }}>
              {model.rights.map((right) => (
                <Checkbox
                  key={right.name}
                  checked={rights.includes(right.name) || rights.includes('*')}
                  disabled={rights.includes('*')}
                  onChange={(event) =>
                    keep(
                      { rights: event.target.checked ? [...rights, right.name] : rights.filter((one) => one !== right.name) },
                      { rights },
                    )
                  }
                >
                  {text(right.label)}{' '}
                  <code className="lk-muted" style={{ fontSize: 12 }}>
                    {right.name}
                  </code>
                </Checkbox>
              ))}
            </div>
          ),
        },
      ]}
    />
  )
}

/** Roles on the left, what they may on the right, and a bench that says why somebody sees a record. */
const RolesPage = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { data, error, refetch } = useRows(roleObject, { limit: 200, sort: ['created_at'] })
  const save = useSave(roleObject)
  const [chosen, setChosen] = useState<string | null>(null)
  const [name, setName] = useState('')
  const roles = data?.data ?? []
  const role = roles.find(({ id }) => id === chosen) ?? (chosen === 'bench' ? undefined : roles[0])
  const add = () =>
    name.trim() &&
    save.mutate(
      { values: { name: name.trim(), objects: { '*': nothing }, rights: [] } },
      {
        onSuccess: (row) => {
          setName('')
          setChosen(row.id)
        },
        onError: toast.failed,
      },
    )
  return (
    <Page full title={text(label('角色与权限', 'Roles and rights'))}>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={8} />
      ) : (
        <div className="lk-split">
          <div className="lk-split-list">
            {roles.map((one) => (
              <button
                key={one.id}
                type="button"
                className={`lk-split-item${role?.id === one.id ? ' active' : ''}`}
                onClick={() => setChosen(one.id)}
              >
                <Icon name="shield" size={15} />
                <span className="lk-ellipsis lk-grow">{String(one.name)}</span>
              </button>
            ))}
            <Input
              size="small"
              variant="borderless"
              placeholder={text(label('新建角色，回车确认', 'New role, Enter to add'))}
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={add}
              prefix={<Icon name="plus" size={14} />}
              style={{ margin: '4px 0 12px' }}
            />
            <button
              type="button"
              className={`lk-split-item${chosen === 'bench' ? ' active' : ''}`}
              onClick={() => setChosen('bench')}
            >
              <Icon name="help" size={15} />
              {text(label('权限试验台', 'Rights bench'))}
            </button>
          </div>
          <div className="lk-split-main">
            {role ? (
              <>
                <h2 className="lk-title-2">{String(role.name)}</h2>
                {role.description ? <p className="lk-muted">{String(role.description)}</p> : null}
                <RoleMatrix key={role.id} role={role} />
              </>
            ) : chosen === 'bench' ? (
              <WhyBench />
            ) : (
              <Button onClick={() => void refetch()}>{w('state.retry')}</Button>
            )}
          </div>
        </div>
      )}
    </Page>
  )
}
export default RolesPage
