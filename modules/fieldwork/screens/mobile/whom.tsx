import { person as personObject } from '@lianke/customer/contract'
import { type Filter, label } from '@lianke/kernel'
import { Avatar, Empty, Line, SearchBox, Section, Skeleton, useRows, useSearch, useText } from '@lianke/ui/phone'
import { useCallback, useState } from 'react'
import { VisitLine } from './visit-line.tsx'

const person = personObject.name
const visit = 'fieldwork.visit'
const shownMax = 15
const planned: Filter = {
  and: [
    { field: 'owner', op: 'me' },
    { field: 'status', op: 'eq', value: 'planned' },
  ],
}

/** Whom: a planned visit, or anybody found by name. */
export const Whom = () => {
  const text = useText()
  const [q, setQ] = useState('')
  const search = useCallback((next: string) => setQ(next), [])
  const plans = useRows(visit, { filter: planned, sort: ['planned_at'], limit: 5 })
  const mine = useRows(person, {
    filter: { field: 'owner', op: 'me' },
    sort: ['-last_seen_at'],
    fields: ['name'],
    limit: shownMax,
  })
  const found = useSearch(q, [person], shownMax)
  const rows = q
    ? found.data?.data.map((hit) => ({ id: hit.id, name: hit.title }))
    : mine.data?.data.map((row) => ({ id: row.id, name: String(row.name ?? '') }))
  return (
    <>
      <div className="lkm-sticky">
        <SearchBox
          placeholder={text(label('去拜访谁：姓名、拼音、手机后四位', 'Whom: name, pinyin, end of phone'))}
          onSearch={search}
        />
      </div>
      {!q && plans.data && plans.data.data.length > 0 ? (
        <Section title={text(label('计划中的拜访', 'Planned'))}>
          {plans.data.data.map((row) => (
            <VisitLine key={row.id} row={row} />
          ))}
        </Section>
      ) : null}
      <Section title={q ? undefined : text(label('我的客户', 'My customers'))}>
        {!rows ? (
          <Skeleton rows={5} height={56} />
        ) : rows.length === 0 ? (
          <Empty
            small
            icon="users"
            title={text(label('没有找到', 'Nobody found'))}
            help={text(label('换个名字或手机后四位试试', 'Try another name or the last digits of the phone'))}
          />
        ) : (
          rows.map((row) => (
            <Line
              key={row.id}
              to={`/visits/new?person=${row.id}`}
              lead={<Avatar name={row.name} size={36} />}
              title={row.name || text(label('未留姓名', 'No name yet'))}
            />
          ))
        )}
      </Section>
    </>
  )
}
