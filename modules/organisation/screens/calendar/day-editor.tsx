import { type KeptDay, label, type Span, type WorkingCalendar } from '@lianke/kernel'
import { useModelWords, useText, useWords } from '@lianke/ui'
import { Button, Input, Segmented } from 'antd'
import { SpanList } from './span-list.tsx'
import { type DayKind, useDayDraft } from './use-day-draft.ts'

const KindChoice = ({ kind, onChange }: { readonly kind: DayKind; onChange(kind: DayKind): void }) => {
  const text = useText()
  return (
    <Segmented<DayKind>
      block
      value={kind}
      aria-label={text(label('这一天', 'This day'))}
      options={[
        { value: 'usual', label: text(label('按平时', 'As usual')) },
        { value: 'off', label: text(label('休息', 'Off')) },
        { value: 'work', label: text(label('上班', 'Worked')) },
      ]}
      onChange={onChange}
    />
  )
}

const OwnHours = ({ hours, onChange }: { readonly hours: readonly Span[]; onChange(hours: readonly Span[]): void }) => {
  const text = useText()
  return (
    <>
      <SpanList spans={hours} onChange={onChange} />
      {hours.length === 0 ? (
        <span className="lk-label">
          {text(label('不填时间：按第一个工作日的工时', 'Without hours: those of the first working weekday'))}
        </span>
      ) : null}
    </>
  )
}

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
  const { kind, setKind, name, setName, hours, setHours, problem, whole, written } = useDayDraft(date, day, calendar)
  return (
    <form
      className="lk-day-editor"
      onSubmit={(event) => {
        event.preventDefault()
        if (whole) save(written)
      }}
    >
      <KindChoice kind={kind} onChange={setKind} />
      {kind === 'usual' ? null : (
        <Input
          autoFocus
          value={name}
          maxLength={60}
          aria-label={text(label('名称', 'Name'))}
          placeholder={text(label('名称：春节、公司年会…', 'Name: New Year, company day…'))}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      {kind === 'work' ? <OwnHours hours={hours} onChange={setHours} /> : null}
      <span className="lk-field-problem" role="status">
        {problem ? say(`refusal.${problem}`) : null}
      </span>
      <Button type="primary" size="small" htmlType="submit" disabled={!whole}>
        {w('common.save')}
      </Button>
    </form>
  )
}
