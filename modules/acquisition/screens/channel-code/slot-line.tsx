import { staff } from '@lianke/organisation/contract'
import { label } from '@lianke/kernel'
import { ClockInput, Icon, RecordPicker, useText } from '@lianke/ui'
import { Select } from 'antd'
import type { SlotDraft, SlotProblem } from '../code-form.ts'
import { codeWords } from '../code-words.ts'

const allDays = [1, 2, 3, 4, 5, 6, 7]
const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((one) => (one && typeof one === 'object' && 'id' in one ? [String(one.id)] : [])) : []

/** The weekdays of a slot; it never loses its last one. */
const SlotDays = ({ days, onChange }: { readonly days: readonly number[]; onChange(days: number[]): void }) => {
  const text = useText()
  const flip = (day: number) => {
    const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b)
    if (next.length > 0) onChange(next)
  }
  return (
    <div className="lk-slot-days" role="group" aria-label={text(label('星期', 'Weekdays'))}>
      {allDays.map((day) => (
        <button
          key={day}
          type="button"
          className={days.includes(day) ? 'on' : ''}
          aria-pressed={days.includes(day)}
          onClick={() => flip(day)}
        >
          {text(codeWords.weekdays[day - 1])}
        </button>
      ))}
    </div>
  )
}

const calendars: readonly (keyof typeof codeWords.days)[] = ['every', 'working', 'off']
/** Whether a slot goes by the working calendar: make-up days are worked, holidays are not. */
const SlotCalendar = ({ days, onChange }: { readonly days: SlotDraft['days']; onChange(part: Partial<SlotDraft>): void }) => {
  const text = useText()
  return (
    <Select<keyof typeof codeWords.days>
      size="small"
      style={{ width: 104 }}
      aria-label={text(label('按工作日历', 'By the working calendar'))}
      value={days ?? 'every'}
      options={calendars.map((value) => ({ value, label: text(codeWords.days[value]) }))}
      onChange={(next) => onChange({ days: next === 'every' ? undefined : next })}
    />
  )
}

/** One slot of the schedule: its weekdays, its hours, its staff, and what is wrong with it. */
export const SlotLine = ({
  slot,
  problem,
  onChange,
  onRemove,
}: {
  readonly slot: SlotDraft
  readonly problem: SlotProblem['problem'] | undefined
  onChange(part: Partial<SlotDraft>): void
  onRemove(): void
}) => {
  const text = useText()
  return (
    <div className="lk-slot">
      <span className="lk-row" style={{ gap: 8, flexWrap: 'wrap' }}>
        <SlotDays days={slot.weekdays?.length ? slot.weekdays : allDays} onChange={(weekdays) => onChange({ weekdays })} />
        <SlotCalendar days={slot.days} onChange={onChange} />
      </span>
      <span className="lk-row" style={{ gap: 4 }}>
        <ClockInput edge="from" value={slot.from ?? ''} onChange={(next) => onChange({ from: next || undefined })} />
        <span className="lk-muted">–</span>
        <ClockInput edge="to" value={slot.to ?? ''} onChange={(next) => onChange({ to: next || undefined })} />
      </span>
      <span className="lk-slot-staff">
        <RecordPicker to={staff.name} many value={slot.staff} onChange={(next) => onChange({ staff: idsOf(next) })} />
      </span>
      <button
        type="button"
        className="lk-icon-button"
        aria-label={text(label('删除这个时段', 'Remove this slot'))}
        onClick={onRemove}
      >
        <Icon name="close" size={15} />
      </button>
      {problem ? <span className="lk-field-problem lk-slot-problem">{text(codeWords.slot[problem])}</span> : null}
    </div>
  )
}
