import { person as personObject, relation as relationObject } from '@lianke/customer/contract'
import { label, type Row, referenceIn } from '@lianke/kernel'
import {
  Avatar,
  Chart,
  Empty,
  Failure,
  FieldValue,
  listPath,
  recordPath,
  Skeleton,
  useAggregate,
  useChartLook,
  useModel,
  useMoment,
  useNumbers,
  useRows,
  useText,
} from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Segmented } from 'antd'
import { countsBy, daysOf, keptPercent } from './code-figures.ts'

const relation = relationObject.name
const personsShown = 20

/** What a code brings: figures, a picture by day, and the people. */
export const ChannelCodeFigures = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const { number } = useNumbers()
  const { now, ago } = useMoment()
  const look = useChartLook()
  const meta = useModel().object(relation)
  const [span, setSpan] = useState(30)
  const state = String(row.state ?? '')
  const by = { field: 'state', op: 'eq' as const, value: state }
  const on = { enabled: state !== '' }
  const during = (field: string) => ({ and: [by, { field, op: 'within' as const, value: { last: span, unit: 'day' } }] })
  const added = useAggregate(
    relation,
    { group: [{ field: 'added_at', bucket: 'day' }], measures: [{ fn: 'count' }], filter: during('added_at') },
    on,
  )
  const lost = useAggregate(
    relation,
    { group: [{ field: 'lost_at', bucket: 'day' }], measures: [{ fn: 'count' }], filter: during('lost_at') },
    on,
  )
  const all = useAggregate(relation, { group: [{ field: 'status' }], measures: [{ fn: 'count' }], filter: by }, on)
  const people = useRows(
    relation,
    { filter: by, sort: ['-added_at'], fields: ['person', 'staff', 'added_at', 'status'], limit: personsShown },
    on,
  )
  const to = now().format('YYYY-MM-DD')
  const from = now()
    .subtract(span - 1, 'day')
    .format('YYYY-MM-DD')
  const days = useMemo(
    () => daysOf(from, to, countsBy(added.data?.data ?? [], 'added_at:day'), countsBy(lost.data?.data ?? [], 'lost_at:day')),
    [from, to, added.data, lost.data],
  )
  const statuses = countsBy(all.data?.data ?? [], 'status')
  const came = Math.max(
    [...statuses.values()].reduce((sum, one) => sum + one, 0),
    Number(row.scans ?? 0),
  )
  const left = Math.max(came - (statuses.get('active') ?? came), Number(row.lost ?? 0))
  const kept = keptPercent(came, left)
  const words = { added: text(label('新增', 'Added')), lost: text(label('流失', 'Lost')) }
  const option = useMemo(
    () => ({
      color: [look.colors[0] ?? '', look.colors[5] ?? ''],
      textStyle: look.text,
      grid: { left: 36, right: 8, top: 16, bottom: 24 },
      tooltip: { ...look.tooltip, trigger: 'axis' },
      xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)), ...look.category },
      yAxis: { type: 'value', minInterval: 1, ...look.value },
      series: [
        {
          name: words.added,
          type: 'bar',
          data: days.map((day) => day.added),
          barMaxWidth: 18,
          itemStyle: { borderRadius: [3, 3, 0, 0] },
        },
        { name: words.lost, type: 'line', data: days.map((day) => day.lost), symbol: 'none', lineStyle: { width: 2 } },
      ],
    }),
    [days, look, words.added, words.lost],
  )
  if (!state)
    return (
      <Empty
        icon="chart"
        title={text(label('发布后开始统计', 'Figures begin with publishing'))}
        help={text(label('扫码添加的客户会记在这个活码名下', 'Whoever scans and adds is counted here'))}
      />
    )
  const today = days.at(-1)
  const shown = (value: number | string, said: string) => (
    <div className="lk-figure">
      <b className="lk-num">{value}</b>
      <span className="lk-label">{said}</span>
    </div>
  )
  return (
    <>
      <div className="lk-code-numbers">
        {shown(number(today?.added ?? 0), text(label('今日新增', 'Added today')))}
        {shown(number(came), text(label('累计添加', 'Added in all')))}
        {shown(number(left), text(label('流失', 'Lost')))}
        {shown(kept === null ? '–' : `${kept}%`, text(label('留存', 'Kept')))}
      </div>
      <section className="lk-code-part">
        <header className="lk-row">
          <h2 className="lk-title-3 lk-grow">{text(label('每日新增与流失', 'Added and lost by day'))}</h2>
          <Segmented
            size="small"
            value={span}
            onChange={setSpan}
            options={[7, 30, 90].map((n) => ({ value: n, label: text(label('{n} 天', '{n} days'), { n }) }))}
          />
        </header>
        {added.error ? (
          <Failure small error={added.error} retry={() => void added.refetch()} />
        ) : (
          <Chart
            height={200}
            option={option}
            label={text(label('近 {n} 天每日新增与流失', 'Added and lost by day over {n} days'), { n: span })}
          />
        )}
      </section>
      <section className="lk-code-part">
        <header className="lk-row">
          <h2 className="lk-title-3 lk-grow">{text(label('由它而来的客户', 'People it brought'))}</h2>
          {people.data?.next ? (
            <Link to={listPath(relation)} search={{ filter: by } as never}>
              {text(label('查看全部', 'View all'))}
            </Link>
          ) : null}
        </header>
        {people.error ? (
          <Failure small error={people.error} retry={() => void people.refetch()} />
        ) : people.isPending ? (
          <Skeleton rows={4} height={40} />
        ) : people.data.data.length === 0 ? (
          <Empty small icon="users" title={text(label('还没有人扫码添加', 'Nobody has come by it yet'))} />
        ) : (
          <div className="lk-scroll-x">
            <table className="lk-table-plain">
              <thead>
                <tr>
                  <th>{text(label('客户', 'Person'))}</th>
                  <th>{text(label('接待员工', 'Staff'))}</th>
                  <th>{text(label('状态', 'Status'))}</th>
                  <th className="end">{text(label('添加时间', 'Added'))}</th>
                </tr>
              </thead>
              <tbody>
                {people.data.data.map((one) => {
                  const person = referenceIn(one.person)
                  const staff = referenceIn(one.staff)
                  return (
                    <tr key={one.id}>
                      <td>
                        {person ? (
                          <Link className="lk-row" to={recordPath(personObject.name, person.id)}>
                            <Avatar name={person.title ?? '·'} size={20} />
                            {person.title}
                          </Link>
                        ) : (
                          '–'
                        )}
                      </td>
                      <td>{staff?.title ?? '–'}</td>
                      <td>{meta?.fields.status ? <FieldValue field={meta.fields.status} value={one.status} /> : null}</td>
                      <td className="end lk-num lk-muted">{typeof one.added_at === 'string' ? ago(one.added_at) : ''}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}
