import './settings.css'
import { label } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { Empty } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { type Account, accountsKey, type Handed } from './account.ts'
import { AccountLine } from './account-line.tsx'
import { HandedModal } from './handed.tsx'
import { InviteDrawer } from './invite-drawer.tsx'

const searchFrom = 8

/** Accounts to look through; where there are many, with a search. */
const AccountList = ({ accounts, hand }: { readonly accounts: readonly Account[]; hand(handed: Handed): void }) => {
  const text = useText()
  const [q, setQ] = useState('')
  const wanted = q.trim().toLowerCase()
  const shown = accounts.filter(({ name, email, username }) =>
    [name, email, username ?? ''].some((one) => one.toLowerCase().includes(wanted)),
  )
  return (
    <>
      {accounts.length > searchFrom ? (
        <Input
          allowClear
          value={q}
          onChange={(event) => setQ(event.target.value)}
          prefix={<Icon name="search" size={14} />}
          placeholder={text(label('姓名、邮箱、用户名', 'Name, email, username'))}
          style={{ maxWidth: 320, marginBottom: 8 }}
        />
      ) : null}
      {shown.length === 0 ? <Empty icon="search" title={text(label('没有这样的账号', 'No such account'))} /> : null}
      {shown.map((account) => (
        <AccountLine key={account.id} account={account} hand={hand} />
      ))}
    </>
  )
}

/** Who may sign in: colleagues are invited here, helped when they are locked out, and switched off. */
const AccountsPage = () => {
  const text = useText()
  const client = useQueryClient()
  const [inviting, setInviting] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  const accounts = useQuery({
    queryKey: accountsKey,
    queryFn: () => request<{ data: Account[] }>('/accounts'),
  })
  return (
    <Page
      title={text(label('登录账号', 'Sign-in accounts'))}
      lead={text(
        label(
          '邀请同事，帮忘记密码的人重设；停用后立即退出所有设备',
          'Invite colleagues, help those who are locked out; switching an account off signs it out everywhere',
        ),
      )}
      actions={
        <Button type="primary" icon={<Icon name="user-plus" size={15} />} onClick={() => setInviting(true)}>
          {text(label('邀请同事', 'Invite a colleague'))}
        </Button>
      }
    >
      <Loaded of={accounts}>{({ data }) => <AccountList accounts={data} hand={setHanded} />}</Loaded>
      {inviting ? (
        <InviteDrawer
          close={() => setInviting(false)}
          invited={(one) => {
            setHanded(one)
            return client.invalidateQueries({ queryKey: accountsKey })
          }}
        />
      ) : null}
      <HandedModal handed={handed} close={() => setHanded(null)} />
    </Page>
  )
}
export default AccountsPage
