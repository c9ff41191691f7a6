import { useNavigate } from '@tanstack/react-router'
import { Popover } from 'antd'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { type Me, useMe, useSignOut } from '../../base/client/session.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { UserLooks } from './user-looks.tsx'

const Who = ({ account }: { readonly account: Me['account'] }) => (
  <div className="lk-row" style={{ padding: '4px 8px 12px', gap: 12 }}>
    <Avatar name={account.name} size={36} />
    <div style={{ minWidth: 0 }}>
      <div className="lk-title-3 lk-ellipsis">{account.name}</div>
      <div className="lk-label lk-ellipsis">{account.email}</div>
    </div>
  </div>
)

/** The companies one works for, with the one that is open. */
const Tenants = ({ me }: { readonly me: Me }) => {
  const changeTenant = async (tenant: string) => {
    await request('/me/tenant', { body: { tenant } })
    location.assign('/')
  }
  return me.tenants.length > 1
    ? me.tenants.map((tenant) => (
        <button key={tenant.id} type="button" className="lk-user-item" onClick={() => void changeTenant(tenant.id)}>
          <Icon name="building" size={15} />
          <span className="lk-grow lk-ellipsis">{tenant.name}</span>
          {tenant.id === me.tenant.id ? <Icon name="check" size={14} /> : null}
        </button>
      ))
    : null
}

const Menu = ({ me, close }: { readonly me: Me; close(): void }) => {
  const w = useWords()
  const signOut = useSignOut()
  const navigate = useNavigate()
  return (
    <div className="lk-user-menu">
      <Who account={me.account} />
      <UserLooks />
      <hr />
      <Tenants me={me} />
      <button
        type="button"
        className="lk-user-item"
        onClick={() => {
          close()
          void navigate({ to: '/settings/profile' })
        }}
      >
        <Icon name="user" size={15} />
        {w('user.profile')}
      </button>
      <button type="button" className="lk-user-item" onClick={() => signOut.mutate()}>
        <Icon name="sign-out" size={15} />
        {w('user.sign_out')}
      </button>
    </div>
  )
}

/** The signed-in person: language, appearance, density, company, way out. */
export const UserMenu = () => {
  const { data: me } = useMe()
  const [open, setOpen] = useState(false)
  if (!me) return null
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<Menu me={me} close={() => setOpen(false)} />}
      styles={{ container: { padding: 8 } }}
    >
      <button type="button" className="lk-plain lk-user-button" aria-label={me.account.name}>
        <Avatar name={me.account.name} size={28} />
      </button>
    </Popover>
  )
}
