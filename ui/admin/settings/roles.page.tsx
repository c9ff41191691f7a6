import './settings.css'
import { label, roleObject, type Row } from '@lianke/kernel'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useRows, useSave } from '../../base/client/records.ts'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { RoleMatrix } from './role-matrix.tsx'
import { nothing } from './role-rights.ts'
import { WhyBench } from './why-bench.tsx'

const NewRole = ({ made }: { made(id: string): void }) => {
  const text = useText()
  const toast = useToast()
  const save = useSave(roleObject)
  const [name, setName] = useState('')
  const add = () =>
    name.trim() &&
    save.mutate(
      { values: { name: name.trim(), objects: { '*': nothing }, rights: [] } },
      {
        onSuccess: (row) => {
          setName('')
          made(row.id)
        },
        onError: toast.failed,
      },
    )
  return (
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
  )
}

/** The role that was chosen, with what it is for. */
const RoleShown = ({ role }: { readonly role: Row }) => (
  <>
    <h2 className="lk-title-2">{String(role.name)}</h2>
    {role.description ? <p className="lk-muted">{String(role.description)}</p> : null}
    <RoleMatrix key={role.id} role={role} />
  </>
)

/** Roles on the left, what they may on the right, and a bench that says why somebody sees a record. */
const RolesPage = () => {
  const w = useWords()
  const text = useText()
  const asked = useRows(roleObject, { limit: 200, sort: ['created_at'] })
  const [chosen, setChosen] = useState<string | null>(null)
  const roles = asked.data?.data ?? []
  const role = roles.find(({ id }) => id === chosen) ?? (chosen === 'bench' ? undefined : roles[0])
  return (
    <Page full title={text(label('角色与权限', 'Roles and rights'))}>
      <Loaded of={asked} rows={8}>
        {() => (
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
              <NewRole made={setChosen} />
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
                <RoleShown role={role} />
              ) : chosen === 'bench' ? (
                <WhyBench />
              ) : (
                <Button onClick={() => void asked.refetch()}>{w('state.retry')}</Button>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  )
}
export default RolesPage
