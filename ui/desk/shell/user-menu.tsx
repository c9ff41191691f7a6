import { useNavigate } from '@tanstack/react-router'
import { Popover, Segmented } from 'antd'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useMe, useSignOut } from '../../base/client/session.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { type Language, useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useAppearance } from '../../base/theme/scheme.tsx'
import type { Density } from '../../base/theme/tokens.ts'

/** The signed-in person: language, appearance, density, company, way out. */
export const UserMenu = () => {
  const w = useWords()
  const { data: me } = useMe()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const { language, setLanguage } = useLanguage()
  const { choice, setChoice, density, setDensity } = useAppearance()
  const [open, setOpen] = useState(false)
  if (!me) return null
  const changeTenant = async (tenant: string) => {
    await request('/me/tenant', { body: { tenant } })
    location.assign('/')
  }
  const changeLanguage = (next: Language) => {
    setLanguage(next)
    // The server words its refusals in the account's language; the screen does not wait for it.
    void request('/me', { method: 'PATCH', body: { locale: next } }).catch(() => undefined)
  }
  const content = (
    <div className="lk-user-menu">
      <div className="lk-row" style={{ padding: '4px 8px 12px', gap: 12 }}>
        <Avatar name={me.account.name} size={36} />
        <div style={{ minWidth: 0 }}>
          <div className="lk-title-3 lk-ellipsis">{me.account.name}</div>
          <div className="lk-label lk-ellipsis">{me.account.email}</div>
        </div>
      </div>
      <div className="lk-user-line">
        <span>{w('user.language')}</span>
        <Segmented<Language>
          size="small"
          value={language}
          onChange={changeLanguage}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div className="lk-user-line">
        <span>{w('user.scheme')}</span>
        <Segmented
          size="small"
          value={choice}
          onChange={setChoice}
          options={(['light', 'dark', 'system'] as const).map((value) => ({
            value,
            icon: <Icon name={value === 'light' ? 'sun' : value === 'dark' ? 'moon' : 'monitor'} size={14} />,
            title: w(`user.scheme.${value}`),
          }))}
        />
      </div>
      <div className="lk-user-line">
        <span>{w('user.density')}</span>
        <Segmented<Density>
          size="small"
          value={density}
          onChange={setDensity}
          options={(['compact', 'normal', 'relaxed'] as const).map((value) => ({
            value,
            label: w(`user.density.${value}`),
          }))}
        />
      </div>
      <hr />
      {me.tenants.length > 1
        ? me.tenants.map((tenant) => (
            <button key={tenant.id} type="button" className="lk-user-item" onClick={() => void changeTenant(tenant.id)}>
              <Icon name="building" size={15} />
              <span className="lk-grow lk-ellipsis">{tenant.name}</span>
              {tenant.id === me.tenant.id ? <Icon name="check" size={14} /> : null}
            </button>
          ))
        : null}
      <button
        type="button"
        className="lk-user-item"
        onClick={() => {
          setOpen(false)
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
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={content}
      styles={{ container: { padding: 8 } }}
    >
      <button type="button" className="lk-plain lk-user-button" aria-label={me.account.name}>
        <Avatar name={me.account.name} size={28} />
      </button>
    </Popover>
  )
}
