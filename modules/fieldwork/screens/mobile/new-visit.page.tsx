import { person } from '@lianke/customer/contract'
import { label, type Row, textIn } from '@lianke/kernel'
import { Avatar, Button, Icon, Line, Screen, Section, Skeleton, useAsked, useRecord, useText } from '@lianke/ui/phone'
import { useState } from 'react'
import { useBeginVisit } from './use-begin-visit.ts'
import { Whom } from './whom.tsx'

const WhoItIs = ({ row }: { readonly row: Row | undefined }) => {
  const text = useText()
  if (!row) return <Skeleton rows={1} height={56} />
  const name = String(row.name ?? '')
  return (
    <Line
      lead={<Avatar name={name} size={44} />}
      title={<b>{name || text(label('未留姓名', 'No name yet'))}</b>}
      to={`/customers/${row.id}`}
    />
  )
}

/** The visit of one person: what it is about, and checking in. */
const Begin = ({ id }: { readonly id: string }) => {
  const text = useText()
  const who = useRecord(person.name, id).data
  const { begin, busy } = useBeginVisit(id)
  const [subject, setSubject] = useState<string | null>(null)
  const usual = text(label('拜访 {name}', 'Visit {name}'), { name: String(who?.name ?? '') })
  const foot = (
    <div className="lkm-foot-button">
      <Button
        block
        color="primary"
        size="large"
        disabled={!who}
        loading={busy}
        onClick={() => void begin((subject ?? usual).trim() || usual)}
      >
        <span className="lkm-button-face">
          <Icon name="map-pin" size={18} />
          {text(label('现在签到', 'Check in now'))}
        </span>
      </Button>
    </div>
  )
  return (
    <Screen title={text(label('拜访签到', 'Visit'))} back="/" foot={foot}>
      <Section>
        <WhoItIs row={who} />
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

/** A visit that begins here and now: whom first, where it is not said. */
const NewVisitPage = () => {
  const text = useText()
  const id = textIn(useAsked('person'))
  return id ? (
    <Begin key={id} id={id} />
  ) : (
    <Screen title={text(label('拜访签到', 'Visit'))} back="/">
      <Whom />
    </Screen>
  )
}
export default NewVisitPage
