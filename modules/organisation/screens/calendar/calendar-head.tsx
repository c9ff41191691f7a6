import { keysOf, label, type Row, textIn } from '@lianke/kernel'
import { useCommand, useMe, useSave, useText, useToast } from '@lianke/ui'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { calendar } from '../../objects/calendar.object.ts'
import { calendarWords } from './calendar-words.ts'

const zones = Intl.supportedValuesOf('timeZone')

const Named = ({ row, keep }: { readonly row: Row; keep(values: Record<string, unknown>): void }) => {
  const text = useText()
  const [name, setName] = useState(String(row.name))
  const done = () => {
    const wanted = name.trim()
    if (wanted === '') setName(String(row.name))
    else if (wanted !== row.name) keep({ name: wanted })
  }
  return (
    <Input
      variant="borderless"
      className="lk-calendar-name lk-title-2"
      value={name}
      maxLength={80}
      aria-label={text(label('日历名称', 'Name of the calendar'))}
      onChange={(event) => setName(event.target.value)}
      onBlur={done}
      onPressEnter={done}
    />
  )
}

/** Whose calendar it is: its name, its zone, where its holidays come from, and whether it is the company's. */
export const CalendarHead = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const toast = useToast()
  const { data: me } = useMe()
  const save = useSave(calendar.name)
  const makeUsual = useCommand('calendar.make_usual')
  const keep = (values: Record<string, unknown>) =>
    save.mutate({ id: row.id, values, version: Number(row.version) }, { onError: toast.failed })
  const company = text(label('公司时区（{zone}）', 'The company’s ({zone})'), { zone: me?.tenant.zone ?? '' })
  return (
    <header className="lk-calendar-head">
      <div className="lk-row" style={{ flexWrap: 'wrap' }}>
        <Named key={`${row.id} ${row.name}`} row={row} keep={keep} />
        {row.usual ? (
          <span className="lk-pill lk-c-blue">{text(label('公司默认', 'Company default'))}</span>
        ) : (
          <Button
            size="small"
            loading={makeUsual.isPending}
            onClick={() => makeUsual.mutate({ id: row.id }, { onError: toast.failed })}
          >
            {text(label('设为公司默认', 'Make company default'))}
          </Button>
        )}
      </div>
      <div className="lk-calendar-choices">
        <label>
          <span className="lk-label">{text(label('时区', 'Time zone'))}</span>
          <Select
            showSearch
            allowClear
            style={{ width: 240, maxWidth: '100%' }}
            placeholder={company}
            value={textIn(row.zone)}
            options={zones.map((value) => ({ value, label: value }))}
            onChange={(zone) => keep({ zone: zone ?? null })}
          />
        </label>
        <label>
          <span className="lk-label">{text(label('节假日', 'Holidays'))}</span>
          <Select
            style={{ width: 200, maxWidth: '100%' }}
            value={textIn(row.holidays)}
            options={keysOf(calendarWords.sources).map((value) => ({ value, label: text(calendarWords.sources[value]) }))}
            onChange={(holidays) => keep({ holidays })}
          />
        </label>
      </div>
    </header>
  )
}
