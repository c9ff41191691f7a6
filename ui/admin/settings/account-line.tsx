import { label, type Label } from '@lianke/kernel'
import { Button, Dropdown } from 'antd'
import { useMe } from '../../base/client/session.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Account, Handed } from './account.ts'
import { useAccountActs } from './account-acts.ts'

/** How an account stands, in words of a colour. */
const marksOf = (account: Account): readonly (readonly [boolean | undefined, Label, string])[] => [
  [account.disabled, label('已停用', 'Switched off'), 'grey'],
  [Boolean(account.link_until) && !account.has_password, label('已邀请', 'Invited'), 'orange'],
  [account.must_change, label('待换密码', 'Must change the password'), 'orange'],
  [account.two_factor, label('两步验证', 'Two-step'), 'green'],
  [account.installation, label('安装管理员', 'Installation'), 'blue'],
  [account.staff === null, label('没有员工记录', 'No staff record'), 'grey'],
]

/** One account: whose it is, how it stands, and what an administrator may do for its owner. */
export const AccountLine = ({ account, hand }: { readonly account: Account; hand(handed: Handed): void }) => {
  const text = useText()
  const { data: me } = useMe()
  const { ago } = useMoment()
  const items = useAccountActs(account, hand)
  return (
    <div className={`lk-share-line${account.disabled ? ' off' : ''}`}>
      <Avatar name={account.name} size={32} />
      <div className="lk-grow" style={{ minWidth: 0 }}>
        <b>{account.name}</b>{' '}
        <span className="lk-muted">
          {account.email}
          {account.username ? ` · ${account.username}` : ''}
        </span>
        <div className="lk-share-say">
          <span>{[account.staff?.department, account.staff?.roles.join('、')].filter(Boolean).join(' · ')}</span>
          {marksOf(account).map(([shown, said, colour]) =>
            shown ? (
              <span key={said.en} className={`lk-pill lk-c-${colour}`}>
                {text(said)}
              </span>
            ) : null,
          )}
          <span className="lk-muted">
            {account.seen_at
              ? text(label('最近登录 {when}', 'last signed in {when}'), { when: ago(account.seen_at) })
              : text(label('还没登录过', 'never signed in'))}
          </span>
        </div>
      </div>
      {me?.account.id === account.id ? (
        <span className="lk-muted">{text(label('你自己', 'You'))}</span>
      ) : (
        <Dropdown trigger={['click']} menu={{ items }}>
          <Button
            type="text"
            icon={<Icon name="more" size={16} />}
            aria-label={text(label('管理{name}的登录', 'Manage the sign-in of {name}'), { name: account.name })}
          />
        </Dropdown>
      )}
    </div>
  )
}
