import { label, type Row, type Span, spansProblem, weekIn } from '@lianke/kernel'
import { PageSection, useModelWords, useSave, useText, useToast, useWords } from '@lianke/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { calendar } from '../../objects/calendar.object.ts'
import { calendarWords } from './calendar-words.ts'
import { SpanList } from './span-list.tsx'

type Week = readonly (readonly Span[])[]

const DayHours = ({
  at,
  spans,
  onChange,
}: {
  readonly at: number
  readonly spans: readonly Span[]
  onChange(spans: readonly Span[]): void
}) => {
  const text = useText()
  const say = useModelWords()
  const problem = spansProblem(spans)
  return (
    <div className="lk-week-day">
      <span className="lk-week-name">{text(calendarWords.weekdays[at])}</span>
      <SpanList spans={spans} onChange={onChange} />
      {spans.length === 0 ? <span className="lk-muted">{text(label('不上班', 'Not worked'))}</span> : null}
      {problem ? <span className="lk-field-problem">{say(`refusal.${problem}`)}</span> : null}
    </div>
  )
}

/** The hours of a week, lunch left out: one line a weekday. What is changed is kept by the button that then appears. */
export const WeekHours = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const save = useSave(calendar.name)
  const standing = weekIn(row.week)
  const [draft, setDraft] = useState<Week | null>(null)
  const week = draft ?? standing
  const wrong = week.some((spans) => spansProblem(spans) !== null) || week.every((spans) => spans.length === 0)
  const keep = () =>
    save.mutate(
      { id: row.id, values: { week }, version: Number(row.version) },
      {
        onError: toast.failed,
        onSuccess: () => {
          setDraft(null)
          toast.done(w('toast.saved'))
        },
      },
    )
  return (
    <PageSection
      title={text(label('每周工时', 'Weekly hours'))}
      help={text(
        label(
          '午休分成两段；跨零点也分成两段（到 24:00，次日从 00:00）',
          'Lunch makes two spans; so does midnight (until 24:00, then from 00:00)',
        ),
      )}
      actions={
        <Button size="small" onClick={() => setDraft(week.map((spans, at) => (at < 5 ? (week[0] ?? []) : spans)))}>
          {text(label('周一套用到周五', 'Monday for all weekdays'))}
        </Button>
      }
    >
      <div className="lk-week">
        {week.map((spans, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place
          <DayHours
            key={at}
            at={at}
            spans={spans}
            onChange={(next) => setDraft(week.map((one, index) => (index === at ? next : one)))}
          />
        ))}
      </div>
      {draft ? (
        <div className="lk-row" style={{ marginTop: 12 }}>
          <Button type="primary" size="small" disabled={wrong} loading={save.isPending} onClick={keep}>
            {w('common.save')}
          </Button>
          <Button type="text" size="small" onClick={() => setDraft(null)}>
            {w('common.cancel')}
          </Button>
        </div>
      ) : null}
    </PageSection>
  )
}
