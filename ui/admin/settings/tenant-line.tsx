import { label } from '@lianke/kernel'
import { Button, Modal } from 'antd'
import { request } from '../../base/client/request.ts'
import { useMe } from '../../base/client/session.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { type Tenant, tenantsPath, useTenantsAgain } from './tenant-data.ts'

const usePause = (tenant: Tenant) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const again = useTenantsAgain()
  const act = () =>
    request(`${tenantsPath}/${tenant.id}/${tenant.paused_at ? 'resume' : 'pause'}`, { body: {} }).then(again, toast.failed)
  return () =>
    tenant.paused_at
      ? void act()
      : Modal.confirm({
          title: text(label('暂停“{name}”？', 'Pause “{name}”?'), { name: tenant.name }),
          content: text(
            label(
              '所有人立刻退出，接口和后台任务停止；数据都在，随时可以恢复。',
              'Everybody is signed out, programs and background work stop. Nothing is lost; it can be resumed at any time.',
            ),
          ),
          cancelText: w('common.cancel'),
          onOk: act,
        })
}

/** One company: how many sign in, whether it is paused. */
export const TenantLine = ({ tenant }: { readonly tenant: Tenant }) => {
  const text = useText()
  const { data: me } = useMe()
  const pause = usePause(tenant)
  return (
    <div className={`lk-share-line${tenant.paused_at ? ' off' : ''}`}>
      <div className="lk-grow" style={{ minWidth: 0 }}>
        <b>{tenant.name}</b> <code className="lk-muted">{tenant.id}</code>
        <div className="lk-share-say">
          <span>{text(label('{n} 个账号', '{n} accounts'), { n: tenant.accounts })}</span>
          {tenant.paused_at ? <span className="lk-pill lk-c-grey">{text(label('已暂停', 'Paused'))}</span> : null}
          {tenant.status === 'active' ? null : <span className="lk-pill lk-c-red">{tenant.status}</span>}
          {tenant.id === me?.tenant.id ? <span className="lk-pill">{text(label('当前', 'Here'))}</span> : null}
        </div>
      </div>
      {tenant.id === 'main' ? null : (
        <Button size="small" onClick={pause}>
          {text(tenant.paused_at ? label('恢复', 'Resume') : label('暂停', 'Pause'))}
        </Button>
      )}
    </div>
  )
}
