import { label, type WebhookSubscription } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../base/client/session.ts'
import { request } from '../../base/client/request.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { HomePanel } from '../../desk/today/home-panel.tsx'
import { type Account, accountsKey } from './account.ts'
import { problemOf, standingOf } from './webhook-data.ts'

const shownMax = 6

interface Waiting {
  readonly id: string
  readonly name: string
  readonly says: string
  readonly to: string
}

/** Colleagues who cannot come in: they have no password, and no link that still holds. */
const useLockedOut = (): readonly Waiting[] => {
  const text = useText()
  const { data } = useQuery({
    queryKey: accountsKey,
    queryFn: () => request<{ data: Account[] }>('/accounts'),
    enabled: useMay()('platform.accounts'),
    staleTime: 30_000,
    retry: false,
  })
  return (data?.data ?? [])
    .filter(({ disabled, has_password, seen_at }) => !disabled && has_password === false && !seen_at)
    .map(({ id, name, link_until }) => ({
      id,
      name,
      says: text(
        link_until && Date.parse(link_until) > Date.now()
          ? label('已邀请，还没有登录过', 'Invited, has not signed in yet')
          : label('邀请链接已失效，无法登录', 'The link is no longer valid: cannot sign in'),
      ),
      to: '/settings/accounts',
    }))
}

/** Programs outside that do not take what they asked for. */
const useDeaf = (): readonly Waiting[] => {
  const text = useText()
  const { data } = useQuery({
    queryKey: ['webhooks', 'list'],
    queryFn: ({ signal }) => request<{ data: WebhookSubscription[] }>('/webhooks', { signal }),
    enabled: useMay()('platform.webhooks'),
    staleTime: 30_000,
    retry: false,
  })
  return (data?.data ?? [])
    .filter((one) => one.failures > 0 || one.dead > 0)
    .map((one) => ({
      id: one.id,
      name: one.name,
      says: [text(standingOf(one)[1]), problemOf(one) ?? ''].filter(Boolean).join(' · '),
      to: `/settings/webhooks/${one.id}`,
    }))
}

/** What waits for the administrator; absent where nothing does. */
const Requests = () => {
  const waiting = [...useLockedOut(), ...useDeaf()]
  if (waiting.length === 0) return null
  return (
    <HomePanel title={label('等管理员处理', 'Waiting for an administrator')} count={{ value: waiting.length, capped: false }}>
      {waiting.slice(0, shownMax).map(({ id, name, says, to }) => (
        <Link key={id} to={to} className="lk-panel-row lk-home-row">
          <b className="lk-ellipsis">{name}</b>
          <span className="lk-ellipsis lk-muted lk-grow">{says}</span>
        </Link>
      ))}
    </HomePanel>
  )
}
export default Requests
