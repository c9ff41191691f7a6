import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Button } from 'antd'
import { SlotLine } from './channel-code/slot-line.tsx'
import { type SlotDraft, slotProblems, uncoveredDays, weekdayRuns } from './code-form.ts'
import { codeWords } from './code-words.ts'

const slotsMax = 20
const freshSlot: SlotDraft = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', staff: [] }

/** Who answers outside the slots, and on which days nobody is planned. */
const Uncovered = ({ slots }: { readonly slots: readonly SlotDraft[] }) => {
  const text = useText()
  const free = uncoveredDays(slots)
  const day = (at: number) => text(codeWords.weekdays[at - 1])
  const days = weekdayRuns(free)
    .map(([from, to]) => (from === to ? day(from) : `${day(from)}–${day(to)}`))
    .join('、')
  if (slots.length === 0) return text(label('没有时段时，接待员工全天接待', 'Without slots the staff above answer all day'))
  if (free.length === 0) return text(label('时段之外由备用员工接待', 'Outside the slots the backup answers'))
  return text(label('周{days}没有人排班，由备用员工接待', 'Nobody is planned on {days}: the backup answers'), { days })
}

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
  return (
    <div className="lk-slots">
      {value.map((slot, index) => (
        <SlotLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot has no identity but its place
          key={index}
          slot={slot}
          problem={problems.find((one) => one.index === index)?.problem}
          onChange={(part) => onChange(value.map((each, at) => (at === index ? { ...each, ...part } : each)))}
          onRemove={() => onChange(value.filter((_, at) => at !== index))}
        />
      ))}
      <div className="lk-row" style={{ flexWrap: 'wrap' }}>
        {value.length < slotsMax ? (
          <Button size="small" icon={<Icon name="plus" size={13} />} onClick={() => onChange([...value, freshSlot])}>
            {text(label('加一个时段', 'Add a slot'))}
          </Button>
        ) : null}
        <span className="lk-label">
          <Uncovered slots={value} />
        </span>
      </div>
    </div>
  )
}
