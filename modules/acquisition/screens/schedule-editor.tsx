import { staff } from '@lianke/organisation/contract'
import { label } from '@lianke/kernel'
import { Icon, RecordPicker, useText } from '@lianke/ui'
import { Button } from 'antd'
import { type SlotDraft, slotProblems, uncoveredDays, weekdayRuns } from './code-form.ts'
import { codeWords } from './code-words.ts'

const slotsMax = 20
const allDays = [1, 2, 3, 4, 5, 6, 7]
const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((one) => (one && typeof one === 'object' && 'id' in one ? [String(one.id)] : [])) : []

/** Who answers when: one line per slot with its weekdays, its hours and its staff. */
export const ScheduleEditor = ({
  value,
  onChange,
}: {
  readonly value: readonly SlotDraft[]
  onChange(slots: readonly SlotDraft[]): void
}) => {
  const text = useText()
  const problems = slotProblems(value)
  const free = uncoveredDays(value)
  const put = (index: number, part: Partial<SlotDraft>) =>
    onChange(value.map((slot, at) => (at === index ? { ...slot, ...part } : slot)))
  const days = (slot: SlotDraft) => (slot.weekdays?.length ? slot.weekdays : allDays)
  const flip = (index: number, slot: SlotDraft, day: number) => {
    const next = days(slot).includes(day) ? days(slot).filter((one) => one !== day) : [...days(slot), day].sort((a, b) => a - b)
    if (next.length > 0) put(index, { weekdays: next })
  }
  const sayRuns = () =>
    weekdayRuns(free)
      .map(([from, to]) =>
        from === to
          ? text(codeWords.weekdays[from - 1])
          : `${text(codeWords.weekdays[from - 1])}–${text(codeWords.weekdays[to - 1])}`,
      )
      .join('、')
  return (
    <div className="lk-slots">
      {value.map((slot, index) => {
        const problem = problems.find((one) => one.index === index)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot has no identity but its place
          <div key={index} className="lk-slot">
            <div className="lk-slot-days" role="group" aria-label={text(label('星期', 'Weekdays'))}>
              {allDays.map((day) => (
                <button
                  key={day}
                  type="button"
                  className={days(slot).includes(day) ? 'on' : ''}
                  aria-pressed={days(slot).includes(day)}
                  onClick={() => flip(index, slot, day)}
                >
                  {text(codeWords.weekdays[day - 1])}
                </button>
              ))}
            </div>
            <span className="lk-row" style={{ gap: 4 }}>
              <input
                className="lk-clock"
                placeholder="00:00"
                maxLength={5}
                inputMode="numeric"
                aria-label={text(label('从', 'From'))}
                value={slot.from ?? ''}
                onChange={(event) => put(index, { from: event.target.value || undefined })}
              />
              <span className="lk-muted">–</span>
              <input
                className="lk-clock"
                placeholder="00:00"
                maxLength={5}
                inputMode="numeric"
                aria-label={text(label('到', 'Until'))}
                value={slot.to ?? ''}
                onChange={(event) => put(index, { to: event.target.value || undefined })}
              />
            </span>
            <span className="lk-slot-staff">
              <RecordPicker to={staff.name} many value={slot.staff} onChange={(next) => put(index, { staff: idsOf(next) })} />
            </span>
            <button
              type="button"
              className="lk-icon-button"
              aria-label={text(label('删除这个时段', 'Remove this slot'))}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={15} />
            </button>
            {problem ? <span className="lk-field-problem lk-slot-problem">{text(codeWords.slot[problem.problem])}</span> : null}
          </div>
        )
      })}
      <div className="lk-row" style={{ flexWrap: 'wrap' }}>
        {value.length < slotsMax ? (
          <Button
            size="small"
            icon={<Icon name="plus" size={13} />}
            onClick={() => onChange([...value, { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', staff: [] }])}
          >
            {text(label('加一个时段', 'Add a slot'))}
          </Button>
        ) : null}
        <span className="lk-label">
          {value.length === 0
            ? text(label('没有时段时，接待员工全天接待', 'Without slots the staff above answer all day'))
            : free.length > 0
              ? text(label('周{days}没有人排班，由备用员工接待', 'Nobody is planned on {days}: the backup answers'), {
                  days: sayRuns(),
                })
              : text(label('时段之外由备用员工接待', 'Outside the slots the backup answers'))}
        </span>
      </div>
    </div>
  )
}
