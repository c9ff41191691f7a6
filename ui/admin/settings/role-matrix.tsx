import { label, type Label, type Row, type Scope } from '@lianke/kernel'
import { Checkbox, Popover, Select, Tabs } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { FieldRights } from './field-rights.tsx'
import { type RoleRights, useRoleRights } from './role-rights.ts'

const scopes: readonly { readonly value: Scope; readonly label: Label }[] = [
  { value: 'none', label: label('无', 'None') },
  { value: 'own', label: label('本人', 'Own') },
  { value: 'team', label: label('本部门', 'Team') },
  { value: 'below', label: label('本部门及下级', 'Team and below') },
  { value: 'all', label: label('全部', 'All') },
]
const heads = [
  label('对象', 'Object'),
  label('查看', 'Read'),
  label('修改', 'Change'),
  label('删除', 'Delete'),
  label('新建', 'Create'),
  label('导入', 'Import'),
  label('导出', 'Export'),
]

interface Of {
  readonly rights: RoleRights
  readonly name: string
}

const actWords: Readonly<Record<string, Label | undefined>> = {
  read: heads[1],
  update: heads[2],
  delete: heads[3],
  create: heads[4],
  import: heads[5],
  export: heads[6],
}

const ScopeCell = ({ rights, name, act }: Of & { readonly act: 'read' | 'update' | 'delete' }) => {
  const text = useText()
  return (
    <td>
      <Select
        aria-label={text(actWords[act])}
        size="small"
        variant="borderless"
        popupMatchSelectWidth={false}
        style={{ minWidth: 92 }}
        value={rights.of(name)[act]}
        onChange={(value: Scope) => rights.set(name, { [act]: value })}
        options={scopes.map((one) => ({ value: one.value, label: text(one.label) }))}
      />
    </td>
  )
}

const FlagCell = ({ rights, name, act }: Of & { readonly act: 'create' | 'import' | 'export' }) => {
  const text = useText()
  return (
    <td>
      <Checkbox
        checked={Boolean(rights.of(name)[act])}
        onChange={(event) => rights.set(name, { [act]: event.target.checked })}
        aria-label={text(actWords[act])}
      />
    </td>
  )
}

/** Single fields of an object, and the way back to what holds for every other one. */
const LineActs = ({ rights, name }: Of) => {
  const text = useText()
  return (
    <span className="lk-row" style={{ gap: 0, justifyContent: 'flex-end' }}>
      <Popover
        trigger="click"
        placement="bottomRight"
        arrow={false}
        destroyOnHidden
        content={<FieldRights object={name} right={rights.of(name)} onChange={(fields) => rights.set(name, { fields })} />}
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
      {rights.own(name) ? (
        <button
          type="button"
          className="lk-icon-button small"
          title={text(label('跟随默认', 'Follow the default'))}
          aria-label={text(label('跟随默认', 'Follow the default'))}
          onClick={() => rights.reset(name)}
        >
          <Icon name="undo" size={14} />
        </button>
      ) : null}
    </span>
  )
}

/** Data scope per act on every object. */
const ObjectMatrix = ({ rights }: { readonly rights: RoleRights }) => {
  const text = useText()
  const model = useModel()
  const rows = [
    { name: '*', said: text(label('其他所有对象', 'Every other object')) },
    ...model.objects.filter((object) => !object.partOf).map((object) => ({ name: object.name, said: text(object.label) })),
  ]
  return (
    <table className="lk-matrix">
      <thead>
        <tr>
          {heads.map((one) => (
            <th key={one.en}>{text(one)}</th>
          ))}
          <th />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, said }) => (
          <tr key={name} className={rights.own(name) ? '' : 'inherited'}>
            <td>{said}</td>
            <ScopeCell rights={rights} name={name} act="read" />
            <ScopeCell rights={rights} name={name} act="update" />
            <ScopeCell rights={rights} name={name} act="delete" />
            <FlagCell rights={rights} name={name} act="create" />
            <FlagCell rights={rights} name={name} act="import" />
            <FlagCell rights={rights} name={name} act="export" />
            <td className="end">{name === '*' ? null : <LineActs rights={rights} name={name} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const NamedRights = ({ rights }: { readonly rights: RoleRights }) => {
  const text = useText()
  const model = useModel()
  return (
    <div className="lk-stack" style={{ gap: 10 }}>
      {model.rights.map((right) => (
        <Checkbox
          key={right.name}
          checked={rights.has(right.name)}
          disabled={rights.all}
          onChange={(event) => rights.allow(right.name, event.target.checked)}
        >
          {text(right.label)}{' '}
          <code className="lk-muted" style={{ fontSize: 12 }}>
            {right.name}
          </code>
        </Checkbox>
      ))}
    </div>
  )
}

/** Rights of one role: data scope per act on every object, and named rights. */
export const RoleMatrix = ({ role }: { readonly role: Row }) => {
  const text = useText()
  const rights = useRoleRights(role)
  return (
    <Tabs
      items={[
        { key: 'objects', label: text(label('数据权限', 'Records')), children: <ObjectMatrix rights={rights} /> },
        { key: 'rights', label: text(label('功能权限', 'Named rights')), children: <NamedRights rights={rights} /> },
      ]}
    />
  )
}
