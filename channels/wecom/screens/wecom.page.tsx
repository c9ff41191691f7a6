import './wecom.css'
import { label, type Label } from '@lianke/kernel'
import { Failure, Icon, Page, PageSection, request, Skeleton, useAsked, useMay, useText } from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { CallbackAddress } from './callback-address.tsx'
import { WecomCallbacks } from './callbacks.tsx'
import { Agents } from './corps/agents.tsx'
import { nameOfCorp, pauseWords, type ShownCorp, useCorps, usePauseCorp } from './corps/corp-data.ts'
import { CorpList } from './corps/corp-list.tsx'
import { WecomSync } from './sync.tsx'

interface Capability {
  readonly name: string
  readonly label: Label
  readonly stops: Label
  readonly mend: Label
  readonly hint: string
  readonly errcode: number | null
  readonly status: 'ok' | 'failing' | 'missing' | string
  readonly missing: string | null
}
const colors: Readonly<Record<string, string>> = { ok: 'var(--lk-green-fg)', missing: 'var(--lk-text-3)' }

const Line = ({ capability }: { readonly capability: Capability }) => {
  const text = useText()
  const well = capability.status === 'ok'
  return (
    <li className="lk-wecom-line">
      <span style={{ color: colors[capability.status] ?? 'var(--lk-red-fg)' }}>
        <Icon name={well ? 'done' : capability.status === 'missing' ? 'circle' : 'warning'} size={17} />
      </span>
      <div className="lk-grow">
        <b>{text(capability.label)}</b>
        {well ? null : (
          <>
            <p>{text(label('现在不能用：{what}', 'Does not work now: {what}'), { what: text(capability.stops) })}</p>
            <p className="lk-muted">
              {text(label('怎么办：{what}', 'What to do: {what}'), { what: text(capability.mend) })}
              {capability.hint ? ` · ${capability.hint}` : ''}
              {capability.errcode === null ? '' : ` · errcode ${capability.errcode}`}
            </p>
          </>
        )}
      </div>
      <span className="lk-label">
        {text(
          well
            ? label('正常', 'Works')
            : capability.status === 'missing'
              ? label('还没有设置', 'Not set up yet')
              : label('有问题', 'Has a problem'),
        )}
      </span>
    </li>
  )
}

/** What the company can do with WeCom, one line each. */
const Capabilities = ({ health }: { readonly health: ReturnType<typeof useHealth> }) => {
  const { data, error, refetch } = health
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={8} height={48} />
  return (
    <ul className="lk-wecom-lines">
      {data.data.map((one) => (
        <Line key={one.name} capability={one} />
      ))}
    </ul>
  )
}

const useHealth = (corp: string | undefined, asked: boolean) =>
  useQuery({
    queryKey: ['wecom', 'health', corp],
    enabled: asked,
    queryFn: () =>
      request<{ data: Capability[] }>(corp === undefined ? '/wecom/health' : `/wecom/health?corp=${encodeURIComponent(corp)}`),
    retry: false,
    staleTime: 10_000,
  })

/** A corporation that rests is asked nothing: what works is seen once it goes on. */
const Resume = ({ corp }: { readonly corp: ShownCorp }) => {
  const text = useText()
  const pause = usePauseCorp(corp)
  return (
    <div className="lk-row" style={{ flexWrap: 'wrap' }}>
      <span className="lk-muted lk-grow">
        {text(
          label(
            '暂停期间不向企业微信询问任何事，消息等待恢复。',
            'While it rests nothing is asked of WeCom, and messages wait for it to go on.',
          ),
        )}
      </span>
      <Button type="primary" loading={pause.isPending} onClick={() => pause.mutate()}>
        {text(label('恢复', 'Resume'))}
      </Button>
    </div>
  )
}

/** What works with one corporation, how far its sync is, its agents and where it calls back. */
const OneCorp = ({
  corp,
  several,
  health,
}: {
  readonly corp: ShownCorp | undefined
  readonly several: boolean
  readonly health: ReturnType<typeof useHealth>
}) => {
  const text = useText()
  // Which one it is needs saying only where there is another.
  const of = corp && several ? ` · ${nameOfCorp(corp)}` : ''
  return (
    <>
      <PageSection title={`${text(label('能用的功能', 'What works'))}${of}`}>
        {corp?.paused ? <Resume corp={corp} /> : <Capabilities health={health} />}
      </PageSection>
      {corp ? (
        <PageSection
          title={`${text(label('应用', 'Agents'))}${of}`}
          help={text(
            label(
              '每个应用有自己的 Secret；可以另选应用来发通知，或承担 H5 页面与登录',
              'Each agent has a secret of its own; another one may be chosen for notices, or for pages and sign-in',
            ),
          )}
        >
          <Agents corp={corp} />
        </PageSection>
      ) : null}
      <PageSection
        title={`${text(label('同步', 'Sync'))}${of}`}
        help={text(
          label(
            '部门、成员、标签、客户和客户群。平时由回调自动更新，漏了再同步',
            'Departments, members, tags, customers and groups. Callbacks keep them up to date; sync when something was missed',
          ),
        )}
      >
        {corp?.paused ? <p className="lk-muted">{text(pauseWords(true))}</p> : <WecomSync corp={corp?.corp_id} />}
      </PageSection>
      <PageSection
        title={`${text(label('回调地址', 'Callback address'))}${of}`}
        help={text(
          label(
            '填到企业微信管理后台的「接收消息」和「客户联系 → 接收事件」',
            'Enter it in the WeCom console under “Receive messages” and “Customer contact → Events”',
          ),
        )}
      >
        <CallbackAddress path={corp?.callback_path} />
      </PageSection>
    </>
  )
}

/** How the company is connected to WeCom: its corporations, and of one of them what works, what does not, and what to do about it. */
const WecomPage = () => {
  const text = useText()
  const may = useMay()
  const corps = useCorps()
  const asked = useAsked('corp')
  const navigate = useNavigate()
  const choose = (corp_id: string) => void navigate({ to: '/channels/wecom', search: { corp: corp_id } as never, replace: true })
  const corp = corps.data?.find(({ corp_id }) => corp_id === asked) ?? corps.data?.[0]
  const health = useHealth(corp?.corp_id, corp?.paused !== true)
  const { data, isFetching, refetch } = health
  const broken = data?.data.filter(({ status }) => status !== 'ok').length ?? 0
  const lead = text(broken === 0 ? label('全部正常', 'Everything works') : label('{n} 项需要处理', '{n} need attention'), {
    n: broken,
  })
  return (
    <Page
      title={text(label('企业微信', 'WeCom'))}
      lead={corp?.paused ? text(pauseWords(true)) : data ? lead : undefined}
      actions={
        <>
          <Link to="/settings/company/wecom">
            <Button>{text(label('修改设置', 'Settings'))}</Button>
          </Link>
          <Button type="primary" loading={isFetching} disabled={corp?.paused === true} onClick={() => void refetch()}>
            {text(label('重新检查', 'Check again'))}
          </Button>
        </>
      }
    >
      <PageSection title={text(label('企业', 'Corporations'))}>
        {corps.error ? (
          <Failure small error={corps.error} retry={() => void corps.refetch()} />
        ) : corps.data ? (
          <CorpList corps={corps.data} chosen={corp?.corp_id} choose={choose} />
        ) : (
          <Skeleton rows={2} />
        )}
      </PageSection>
      {corps.data ? <OneCorp corp={corp} several={corps.data.length > 1} health={health} /> : null}
      {may('platform.operations') ? (
        <PageSection title={text(label('最近的回调', 'Last callbacks'))}>
          <WecomCallbacks />
        </PageSection>
      ) : null}
    </Page>
  )
}
export default WecomPage
