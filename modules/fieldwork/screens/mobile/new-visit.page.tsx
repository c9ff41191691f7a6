import { person as personObject } from '@lianke/customer/contract'
import { label, type Filter, textIn } from '@lianke/kernel'
import {
  Button,
  Avatar,
  Empty,
  Icon,
  Line,
  Screen,
  SearchBox,
  Section,
  Skeleton,
  useCommand,
  useRecord,
  useRows,
  useSave,
  useSearch,
  usePosition,
  useText,
  useToast,
  useAsked,
} from '@lianke/ui/phone'
import { useNavigate } from '@tanstack/react-router'
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
const Whom = () => {
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

/** A visit that begins here and now: the position is taken first, so that a refusal leaves nothing behind. */
const NewVisitPage = () => {
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const position = usePosition()
  const id = textIn(useAsked('person')) ?? undefined
  const who = useRecord(person, id)
  const save = useSave(visit)
  const checkIn = useCommand('visit.check_in')
  const [subject, setSubject] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  if (!id)
    return (
      <Screen title={text(label('拜访签到', 'Visit'))} back="/">
        <Whom />
      </Screen>
    )
  const usual = text(label('拜访 {name}', 'Visit {name}'), { name: String(who.data?.name ?? '') })
  const begin = async () => {
    setBusy(true)
    try {
      const here = await position()
      const made = await save.mutateAsync({
        values: { subject: (subject ?? usual).trim() || usual, person: id, planned_at: new Date().toISOString() },
      })
      try {
        await checkIn.mutateAsync({ id: made.id, ...here })
        toast.done(text(label('已签到', 'Checked in')))
      } catch (error) {
        // The visit stands as planned; its page offers to check in again.
        toast.failed(error)
      }
      void navigate({ to: `/visits/${made.id}` as '/', replace: true })
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Screen
      title={text(label('拜访签到', 'Visit'))}
      back="/"
      foot={
        <div className="lkm-foot-button">
          <Button block color="primary" size="large" disabled={!who.data} loading={busy} onClick={() => void begin()}>
            <span className="lkm-button-face">
              <Icon name="map-pin" size={18} />
              {text(label('现在签到', 'Check in now'))}
            </span>
          </Button>
        </div>
      }
    >
      <Section>
        {who.data ? (
          <Line
            lead={<Avatar name={String(who.data.name ?? '')} size={44} />}
            title={<b>{String(who.data.name ?? '') || text(label('未留姓名', 'No name yet'))}</b>}
            to={`/customers/${id}`}
          />
        ) : (
          <Skeleton rows={1} height={56} />
        )}
        <label className="lkm-field" style={{ paddingBottom: 16 }}>
          <span className="lkm-label">{text(label('主题', 'Subject'))}</span>
          <input
            className="lkm-input"
            maxLength={200}
            value={subject ?? usual}
            onChange={(event) => setSubject(event.target.value)}
          />
        </label>
      </Section>
      <p className="lkm-note">
        {text(
          label(
            '签到会记录当前位置和时间。签到后可以拍照、写总结。',
            'Checking in records where you are and when. Photos and a summary follow.',
          ),
        )}
      </p>
    </Screen>
  )
}
export default NewVisitPage
