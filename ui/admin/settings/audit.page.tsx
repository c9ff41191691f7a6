import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select, Tabs } from 'antd'
import { useState } from 'react'
import { type FactSource, label, type Label, staffObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { request } from '../../base/client/request.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Page } from '../../desk/shell/page-frame.tsx'
import { recordPath } from '../../base/client/peek.ts'
import { sourceLabel } from './fact-source.ts'
import { sayAgent } from './say-agent.ts'

type Line = Readonly<Record<string, unknown>>
const useAudit = (path: string) =>
  useInfiniteQuery({
    queryKey: ['audit', path],
    initialPageParam: null as string | null,
    getNextPageParam: (last: { data: Line[]; next: string | null }) => last.next,
    queryFn: ({ pageParam, signal }) =>
      request<{ data: Line[]; next: string | null }>(
        `${path}${path.includes('?') ? '&' : '?'}limit=50${pageParam ? `&cursor=${pageParam}` : ''}`,
        { signal },
      ),
  })
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

const SignIns = () => {
  const w = useWords()
  const text = useText()
  const { full } = useMoment()
  const list = useAudit('/audit/sign-ins')
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Skeleton />
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain">
        <thead>
          <tr>
            {[
              label('时间', 'Time'),
              label('事件', 'Event'),
              label('账号', 'Account'),
              label('地址', 'Address'),
              label('设备', 'Device'),
            ].map((one) => (
              <th key={one.en}>{text(one)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.data.pages
            .flatMap((page) => page.data)
            .map((line) => (
              <tr key={String(line.id)}>
                <td className="lk-num">{full(String(line.at))}</td>
                <td>{text(kinds[String(line.kind)]) || String(line.kind)}</td>
                <td>{String(line.name ?? line.login ?? '—')}</td>
                <td className="lk-num">{String(line.address ?? '—')}</td>
                <td className="lk-muted">{sayAgent(line.agent as string | null)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {list.hasNextPage ? (
        <Button type="text" block onClick={() => void list.fetchNextPage()}>
          {w('list.more_rows')}
        </Button>
      ) : null}
    </div>
  )
}

const Changes = () => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const { full } = useMoment()
  const [object, setObject] = useState<string | undefined>()
  const list = useAudit(`/audit/changes${object ? `?object=${object}` : ''}`)
  const verb = (name: string): Label =>
    name.endsWith('.created')
      ? label('新建', 'Created')
      : name.endsWith('.updated')
        ? label('修改', 'Changed')
        : name.endsWith('.deleted')
          ? label('删除', 'Deleted')
          : name.endsWith('.restored')
            ? label('恢复', 'Restored')
            : (model.words[`fact.${name}`] ?? model.events.find((event) => event.name === name)?.label ?? label(name, name))
  return (
    <div>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 220, marginBottom: 12 }}
        placeholder={text(label('全部对象', 'All objects'))}
        value={object}
        onChange={setObject}
        options={model.objects.map((one) => ({ value: one.name, label: text(one.label) }))}
      />
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton />
      ) : (
        <div className="lk-scroll-x">
          <table className="lk-table-plain">
            <thead>
              <tr>
                {[
                  label('时间', 'Time'),
                  label('操作人', 'By'),
                  label('操作', 'Act'),
                  label('记录', 'Record'),
                  label('字段', 'Fields'),
                ].map((one) => (
                  <th key={one.en}>{text(one)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.data.pages
                .flatMap((page) => page.data)
                .map((line) => {
                  const about = model.object(String(line.object))
                  return (
                    <tr key={String(line.id)}>
                      <td className="lk-num" style={{ whiteSpace: 'nowrap' }}>
                        {full(String(line.recorded_at))}
                      </td>
                      <td style={{ whiteSpace: 'nowrap' }}>
                        {line.actor_kind === 'user' ? (
                          <RecordTitle object={staffObject} id={String(line.actor)} />
                        ) : (
                          <span className="lk-muted">
                            {line.source === 'house'
                              ? String(line.actor)
                              : text(sourceLabel(model.channels, line.source as FactSource))}
                          </span>
                        )}
                      </td>
                      <td style={{ whiteSpace: 'nowrap' }}>{text(verb(String(line.name)))}</td>
                      <td>
                        {about && line.record ? (
                          <Link to={recordPath(about.name, String(line.record))}>{text(about.label)}</Link>
                        ) : (
                          '—'
                        )}
                      </td>
                      <td className="lk-muted">
                        {Object.keys((line.after ?? {}) as object)
                          .map((name) => text(about?.fields[name]?.label) || name)
                          .slice(0, 8)
                          .join('、')}
                      </td>
                    </tr>
                  )
                })}
            </tbody>
          </table>
          {list.hasNextPage ? (
            <Button type="text" block onClick={() => void list.fetchNextPage()}>
              {w('list.more_rows')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

/** What was changed and who signed in, newest first. */
const AuditPage = () => {
  const text = useText()
  return (
    <Page wide title={text(label('审计', 'Audit'))}>
      <Tabs
        items={[
          { key: 'changes', label: text(label('数据变更', 'Changes')), children: <Changes /> },
          { key: 'sign-ins', label: text(label('登录记录', 'Sign-ins')), children: <SignIns /> },
        ]}
      />
    </Page>
  )
}
export default AuditPage
