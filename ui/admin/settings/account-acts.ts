import { label, type Label } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
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

/** What an administrator may do for the owner of an account, as it stands. */
const actsFor = (account: Account, hand: (handed: Handed) => void): readonly Act[] => {
  const path = `/accounts/${account.id}`
  const change = (body: object) => request(path, { method: 'PATCH', body })
  return [
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
}

/** The acts on an account, each asked before where it hurts. */
export const useAccountActs = (account: Account, hand: (handed: Handed) => void) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const client = useQueryClient()
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
  return actsFor(account, hand).map((act) => ({
    key: act.key,
    danger: act.danger,
    label: text(act.label),
    onClick: () => start(act),
  }))
}
