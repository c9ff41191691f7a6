import { label, type Label } from '@lianke/kernel'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { AuditList } from './audit-list.tsx'
import { sayAgent } from './say-agent.ts'

interface SignIn {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly name: string | null
  readonly login: string | null
  readonly address: string | null
  readonly agent: string | null
}
const kinds: Readonly<Record<string, Label>> = {
  signed_in: label('登录', 'Signed in'),
  signed_out: label('退出', 'Signed out'),
  wrong_password: label('密码错误', 'Wrong password'),
  wrong_code: label('验证码错误', 'Wrong code'),
  channel_refused: label('渠道登录被拒', 'Sign-in by a channel refused'),
  locked: label('已锁定', 'Locked'),
  disabled: label('账号已停用', 'Account is off'),
  revoked: label('退出其他设备', 'Devices signed out'),
  password_changed: label('更改密码', 'Password changed'),
  two_factor_on: label('开启两步验证', 'Two-step on'),
  two_factor_off: label('关闭两步验证', 'Two-step off'),
  tenant_changed: label('切换公司', 'Company switched'),
  account_made: label('新建账号', 'Account made'),
  account_changed: label('修改账号', 'Account changed'),
  link_made: label('生成设置密码的链接', 'Link to set a password made'),
  two_factor_reset: label('重置两步验证', 'Two-step reset'),
  tenant_made: label('新建租户', 'Tenant made'),
  tenant_paused: label('暂停租户', 'Tenant paused'),
  tenant_resumed: label('恢复租户', 'Tenant resumed'),
  key_made: label('新建密钥', 'Key made'),
  key_revoked: label('吊销密钥', 'Key revoked'),
}
const heads = [
  label('时间', 'Time'),
  label('事件', 'Event'),
  label('账号', 'Account'),
  label('地址', 'Address'),
  label('设备', 'Device'),
]

/** Who signed in, from where, and who could not. */
export const SignIns = () => {
  const text = useText()
  const { full } = useMoment()
  return (
    <AuditList<SignIn>
      path="/audit/sign-ins"
      heads={heads}
      cells={({ at, kind, name, login, address, agent }) => (
        <>
          <td className="lk-num">{full(at)}</td>
          <td>{text(kinds[kind]) || kind}</td>
          <td>{name ?? login ?? '—'}</td>
          <td className="lk-num">{address ?? '—'}</td>
          <td className="lk-muted">{sayAgent(agent)}</td>
        </>
      )}
    />
  )
}
