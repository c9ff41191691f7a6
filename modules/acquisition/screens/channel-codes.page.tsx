import { relation } from '@lianke/customer/contract'
import { staff as staffObject } from '@lianke/organisation/contract'
import './channel-codes.css'
import { label, type Row, listIn, textIn } from '@lianke/kernel'
import {
  Avatar,
  Empty,
  Failure,
  FieldValue,
  Icon,
  Page,
  recordPath,
  Skeleton,
  useAggregate,
  useList,
  useModel,
  useNarrow,
  useNumbers,
  useRows,
  useText,
} from '@lianke/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { countsBy } from './code-figures.ts'
import { QrImage } from './qr-image.tsx'

const object = 'marketing.channel_code'
const shownStaffMax = 3
const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Whoever should answer: live codes by what the channel was told, others by what is planned. */
const onDutyOf = (row: Row): string[] => {
  const planned = idsOf(row.staff)
  return planned.length > 0 ? planned : [...new Set(listIn(row.schedule, (slot) => idsOf(slot.staff)).flat())]
}

const useStaffNames = (ids: readonly string[]): ReadonlyMap<string, string> => {
  const wanted = useMemo(() => [...new Set(ids)].sort().slice(0, 200), [ids])
  const { data } = useRows(
    staffObject.name,
    { filter: { field: 'id', op: 'in', value: wanted }, fields: ['name'], limit: 200 },
    { enabled: wanted.length > 0, staleTime: 300_000 },
  )
  return useMemo(() => new Map((data?.data ?? []).map((row) => [row.id, String(row.name)])), [data])
}

const Staff = ({ ids, names }: { readonly ids: readonly string[]; readonly names: ReadonlyMap<string, string> }) => (
  <span className="lk-row" style={{ gap: 6 }}>
    {ids.slice(0, shownStaffMax).map((id) => (
      <span key={id} className="lk-row" style={{ gap: 4 }}>
        <Avatar name={names.get(id) ?? '·'} size={18} />
        {names.get(id) ?? '…'}
      </span>
    ))}
    {ids.length > shownStaffMax ? <span className="lk-muted">+{ids.length - shownStaffMax}</span> : null}
    {ids.length === 0 ? <span className="lk-muted">–</span> : null}
  </span>
)

/** Codes with their picture, their state, who answers, and what they bring. */
const ChannelCodesPage = () => {
  const text = useText()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const { number } = useNumbers()
  const meta = useModel().object(object)
  const [q, setQ] = useState('')
  const search = useDeferredValue(q.trim())
  const list = useList(object, { sort: ['-created_at'], ...(search ? { search } : {}) })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const states = useMemo(() => rows.flatMap((row) => (typeof row.state === 'string' ? [row.state] : [])), [rows])
  const asked = { group: [{ field: 'state' }], measures: [{ fn: 'count' }], limit: 1000 }
  const today = useAggregate(
    relation.name,
    {
      ...asked,
      filter: {
        and: [
          { field: 'state', op: 'in', value: states },
          { field: 'added_at', op: 'within', value: { this: 'day' } },
        ],
      },
    },
    { enabled: states.length > 0 },
  )
  const week = useAggregate(
    relation.name,
    {
      ...asked,
      filter: {
        and: [
          { field: 'state', op: 'in', value: states },
          { field: 'added_at', op: 'within', value: { last: 7, unit: 'day' } },
        ],
      },
    },
    { enabled: states.length > 0 },
  )
  const todayBy = useMemo(() => countsBy(today.data?.data ?? [], 'state'), [today.data])
  const weekBy = useMemo(() => countsBy(week.data?.data ?? [], 'state'), [week.data])
  const staff = useMemo(() => rows.flatMap(onDutyOf), [rows])
  const names = useStaffNames(staff)
  if (!meta) return <Empty icon="lock" title={text(label('没有查看权限', 'You may not see this'))} />
  const create = meta.may.create ? (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => void navigate({ to: recordPath(object, 'new') })}>
      {text(label('新建活码', 'New code'))}
    </Button>
  ) : null
  const figure = (row: Row) => ({
    today: todayBy.get(String(row.state)) ?? 0,
    week: weekBy.get(String(row.state)) ?? 0,
    all: Number(row.scans ?? 0),
    lost: Number(row.lost ?? 0),
  })
  const status = meta.fields.status
  const body = () => {
    if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
    if (list.isPending) return <Skeleton rows={8} height={64} />
    if (rows.length === 0)
      return search ? (
        <Empty icon="search" title={text(label('没有符合的活码', 'No code matches'))} />
      ) : (
        <Empty
          icon="qrcode"
          title={text(label('还没有渠道活码', 'No channel codes yet'))}
          help={text(
            label(
              '一个码放到一处渠道，扫码的客户自动分给员工、打上标签、收到欢迎语',
              'One code per place: those who scan it are given to staff, tagged and greeted',
            ),
          )}
        >
          {create}
        </Empty>
      )
    if (narrow)
      return rows.map((row) => {
        const n = figure(row)
        return (
          <Link key={row.id} to={recordPath(object, row.id)} className="lk-code-card">
            <QrImage url={textIn(row.qr_url)} size={48} name={String(row.name)} />
            <span className="lk-grow">
              <span className="lk-row">
                <b className="lk-ellipsis">{String(row.name)}</b>
                {status ? <FieldValue field={status} value={row.status} /> : null}
              </span>
              <span className="lk-label">
                {text(label('今日 {today} · 累计 {all} · 流失 {lost}', 'Today {today} · all {all} · lost {lost}'), n)}
              </span>
            </span>
          </Link>
        )
      })
    return (
      <div className="lk-scroll-x">
        <table className="lk-table-plain lk-codes">
          <thead>
            <tr>
              <th>{text(label('活码', 'Code'))}</th>
              <th>{text(label('状态', 'Status'))}</th>
              <th>{text(label('接待员工', 'Who answers'))}</th>
              <th className="end">{text(label('今日', 'Today'))}</th>
              <th className="end">{text(label('近 7 天', '7 days'))}</th>
              <th className="end">{text(label('累计添加', 'Added'))}</th>
              <th className="end">{text(label('流失', 'Lost'))}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const n = figure(row)
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the name inside is a link that keys reach
                <tr key={row.id} onClick={() => void navigate({ to: recordPath(object, row.id) })}>
                  <td>
                    <span className="lk-row" style={{ gap: 12 }}>
                      <QrImage url={textIn(row.qr_url)} size={44} name={String(row.name)} />
                      <span className="lk-grow">
                        <Link
                          to={recordPath(object, row.id)}
                          className="lk-code-name"
                          onClick={(event) => event.stopPropagation()}
                        >
                          {String(row.name)}
                        </Link>
                        <span className="lk-label lk-code-state">
                          {String(row.state ?? '') || text(label('发布后生成渠道参数', 'State made on publishing'))}
                        </span>
                      </span>
                    </span>
                  </td>
                  <td>
                    {status ? <FieldValue field={status} value={row.status} /> : null}
                    {row.failure ? (
                      <div className="lk-label lk-code-failure" title={String(row.failure)}>
                        {String(row.failure)}
                      </div>
                    ) : null}
                  </td>
                  <td>
                    <Staff ids={onDutyOf(row)} names={names} />
                  </td>
                  <td className="end lk-num">{number(n.today)}</td>
                  <td className="end lk-num">{number(n.week)}</td>
                  <td className="end lk-num">{number(n.all)}</td>
                  <td className="end lk-num">{number(n.lost)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    )
  }
  return (
    <Page
      wide
      title={text(label('渠道活码', 'Channel codes'))}
      actions={
        <>
          {narrow ? null : (
            <Input
              variant="filled"
              allowClear
              style={{ width: 200 }}
              prefix={<Icon name="search" size={13} />}
              placeholder={text(label('按名称查找', 'Find by name'))}
              value={q}
              onChange={(event) => setQ(event.target.value)}
            />
          )}
          {create}
        </>
      }
    >
      {body()}
      {list.hasNextPage ? (
        <div style={{ padding: 16, textAlign: 'center' }}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text(label('再看一些', 'Show more'))}
          </Button>
        </div>
      ) : null}
    </Page>
  )
}
export default ChannelCodesPage
