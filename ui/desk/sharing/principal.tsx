import { label, type Label, departmentObject, roleObject, staffObject, keysOf, listIn, referenceIn } from '@lianke/kernel'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

export type PrincipalKind = 'user' | 'department' | 'role'
/** Somebody with whom records are shared: a colleague, a department with all below, whoever holds a role. */
export interface Principal {
  readonly kind: PrincipalKind
  readonly id: string
  readonly title: string | null
}
export type ShareLevel = 'read' | 'update'

export const principalKinds: Readonly<
  Record<PrincipalKind, { readonly label: Label; readonly object: string; readonly icon: string }>
> = {
  user: { label: label('同事', 'Colleague'), object: staffObject, icon: 'user' },
  department: { label: label('部门', 'Department'), object: departmentObject, icon: 'network' },
  role: { label: label('角色', 'Role'), object: roleObject, icon: 'shield' },
}
export const kindNames = keysOf(principalKinds)
export const levels: Readonly<Record<ShareLevel, Label>> = {
  read: label('可查看', 'May read'),
  update: label('可修改', 'May change'),
}

/** A principal in a line of text. */
export const PrincipalName = ({ principal: { kind, title } }: { readonly principal: Principal }) => {
  const text = useText()
  return (
    <span className="lk-row" style={{ gap: 5, display: 'inline-flex' }} title={text(principalKinds[kind].label)}>
      {kind === 'user' ? <Avatar name={title ?? '?'} size={18} /> : <Icon name={principalKinds[kind].icon} size={14} />}
      <span className="lk-ellipsis">{title ?? '—'}</span>
    </span>
  )
}

/** Chooses any number of colleagues, departments and roles. */
export const PrincipalsPicker = ({
  value,
  onChange,
}: {
  readonly value: readonly Principal[]
  onChange(value: Principal[]): void
}) => {
  const text = useText()
  return (
    <div className="lk-schema">
      {kindNames.map((kind) => (
        <div key={kind} className="lk-schema-row" style={{ gridTemplateColumns: '72px minmax(0, 1fr)' }}>
          <label className="lk-muted" htmlFor={`principals-${kind}`}>
            {text(principalKinds[kind].label)}
          </label>
          <RecordPicker
            id={`principals-${kind}`}
            many
            to={principalKinds[kind].object}
            value={value.filter((one) => one.kind === kind).map(({ id, title }) => ({ id, title }))}
            onChange={(next) =>
              onChange([
                ...value.filter((one) => one.kind !== kind),
                ...listIn(next, referenceIn).map(({ id, title }) => ({ kind, id, title: title ?? null })),
              ])
            }
          />
        </div>
      ))}
    </div>
  )
}
