import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { label, type Label } from '@lianke/kernel'
import { request } from '../../base/client/request.ts'
import { useMe } from '../../base/client/session.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type Account, accountsKey, type Handed, type LoginLink } from './account.ts'

const passwordBytes = 12
/** Letters that nobody reads wrongly over the phone. */
const spoken = 'abcdefghjkmnpqrstuvwxyz23456789'
const madePassword = (): string =>
  [...crypto.getRandomValues(new Uint8Array(passwordBytes))].map((byte) => spoken[byte % spoken.length]).join('')

interface Act {
  readonly key: string
  readonly label: Label
  readonly danger?: boolean
  /** What is asked before. */
  readonly ask?: Label
  run(): Promise<unknown>
}

/** One account: whose it is, how it stands, and what an administrator may do for its owner. */
export const AccountLine = ({ account, hand }: { readonly account: Account; hand(handed: Handed): void }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const { data: me } = useMe()
  const { ago } = useMoment()
  const client = useQueryClient()
  const own = me?.account.id === account.id
  const path = `/accounts/${account.id}`
  const change = (body: object) => request(path, { method: 'PATCH', body })
  const acts: readonly Act[] = [
    {
      key: 'link',
      label: label('生成重设密码的链接', 'Make a link to set the password'),
      run: () => request<LoginLink>(`${path}/link`, { body: {} }).then((link) => hand({ name: account.name, link })),
    },
    {
      key: 'password',
      label: label('给一个临时密码', 'Give a temporary password'),
      ask: label(
        '{name} 会在所有设备上退出，下次登录时要换密码。',
        '{name} is signed out everywhere and must change it at the next sign-in.',
      ),
      run: () => {
        const password = madePassword()
        return change({ password }).then(() => hand({ name: account.name, password }))
      },
    },
    ...(account.two_factor
      ? [
          {
            key: 'two-factor',
            label: label('关闭丢失的两步验证', 'Switch a lost two-step off'),
            ask: label('请先确认是 {name} 本人。', 'Make sure that it is {name} who asks.'),
            run: () => request(`${path}/two-factor`, { method: 'DELETE' }),
          },
        ]
      : []),
    {
      key: 'sessions',
      label: label('退出所有设备', 'Sign out everywhere'),
      run: () => request(`${path}/sessions`, { method: 'DELETE' }),
    },
    account.disabled
      ? { key: 'enable', label: label('恢复登录', 'Switch on'), run: () => change({ disabled: false }) }
      : {
          key: 'disable',
          danger: true,
          label: label('停用', 'Switch off'),
          ask: label(
            '{name} 会立刻在所有设备上退出，不能再登录。',
            '{name} is signed out everywhere at once and cannot sign in.',
          ),
          run: () => change({ disabled: true }),
        },
  ]
  const go = ({ run }: Act) =>
    run().then(() => {
      toast.done(w('toast.saved'))
      return client.invalidateQueries({ queryKey: accountsKey })
    }, toast.failed)
  const start = (act: Act) => {
    if (!act.ask) return void go(act)
    void modal.confirm({
      title: text(act.label),
      content: text(act.ask, { name: account.name }),
      okButtonProps: { danger: act.danger },
      cancelText: w('common.cancel'),
      onOk: () => go(act),
    })
  }
  const marks: readonly (readonly [boolean | undefined, Label, string])[] = [
    [account.disabled, label('已停用', 'Switched off'), 'grey'],
    [Boolean(account.link_until) && !account.has_password, label('已邀请', 'Invited'), 'orange'],
    [account.must_change, label('待换密码', 'Must change the password'), 'orange'],
    [account.two_factor, label('两步验证', 'Two-step'), 'green'],
    [account.installation, label('安装管理员', 'Installation'), 'blue'],
    [account.staff === null, label('没有员工记录', 'No staff record'), 'grey'],
  ]
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
          {marks.map(([shown, said, colour]) =>
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
      {own ? (
        <span className="lk-muted">{text(label('你自己', 'You'))}</span>
      ) : (
        <Dropdown
          trigger={['click']}
          menu={{
            items: acts.map(({ key, label: said, danger }) => ({ key, danger, label: text(said) })),
            onClick: ({ key }) => {
              const act = acts.find((one) => one.key === key)
              if (act) start(act)
            },
          }}
        >
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
