import { hoursOn, type KeptDay, label, type Span, spansProblem, type WorkingCalendar } from '@lianke/kernel'
import { useModelWords, useText, useWords } from '@lianke/ui'
import { Button, Input, Segmented } from 'antd'
import { useId, useState } from 'react'
import { SpanList } from './span-list.tsx'

type Kind = 'usual' | 'off' | 'work'
const kindOf = (day: KeptDay | undefined): Kind => (day ? (day.working ? 'work' : 'off') : 'usual')

/** What a day is: like its weekday, off, or worked; with a name, and with hours of its own where it is worked. */
export const DayEditor = ({
  date,
  day,
  calendar,
  save,
}: {
  readonly date: string
  readonly day: KeptDay | undefined
  readonly calendar: WorkingCalendar
  save(day: KeptDay | null): void
}) => {
  const text = useText()
  const w = useWords()
  const say = useModelWords()
  const hint = useId()
  const [kind, setKind] = useState<Kind>(
    kindOf(day) === 'usual' ? (hoursOn(calendar, date).length > 0 ? 'off' : 'work') : kindOf(day),
  )
  const [name, setName] = useState(day?.name ?? '')
  const [hours, setHours] = useState<readonly Span[]>(day?.hours ?? [])
  const problem = kind === 'work' ? spansProblem(hours) : null
  const nameless = kind !== 'usual' && name.trim() === ''
  const keep = () => {
    if (problem || nameless) return
    save(
      kind === 'usual'
        ? null
        : { date, name: name.trim(), working: kind === 'work', ...(kind === 'work' && hours.length > 0 ? { hours } : {}) },
    )
  }
  return (
    <form
      className="lk-day-editor"
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      <Segmented<Kind>
        block
        value={kind}
        aria-label={text(label('这一天', 'This day'))}
        options={[
          { value: 'usual', label: text(label('按平时', 'As usual')) },
          { value: 'off', label: text(label('休息', 'Off')) },
          { value: 'work', label: text(label('上班', 'Worked')) },
        ]}
        onChange={setKind}
      />
      {kind === 'usual' ? null : (
        <Input
          autoFocus
          value={name}
          maxLength={60}
          aria-label={text(label('名称', 'Name'))}
          aria-describedby={hint}
          placeholder={text(label('名称，如 春节、公司年会', 'Name, such as New Year'))}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      {kind === 'work' ? (
        <>
          <SpanList spans={hours} onChange={setHours} />
          {hours.length === 0 ? (
            <span className="lk-label">
              {text(label('不填时间：按第一个工作日的工时', 'Without hours: those of the first working weekday'))}
            </span>
          ) : null}
        </>
      ) : null}
      <span id={hint} className="lk-field-problem" role="status">
        {problem ? say(`refusal.${problem}`) : null}
      </span>
      <Button type="primary" size="small" htmlType="submit" disabled={problem !== null || nameless}>
        {w('common.save')}
      </Button>
    </form>
  )
}
