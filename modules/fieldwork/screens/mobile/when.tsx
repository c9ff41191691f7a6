import { label } from '@lianke/kernel'
import { useMoment, useText } from '@lianke/ui/phone'

export const never = ''
const days = [1, 3, 7] as const
const hour = 10
const format = 'YYYY-MM-DDTHH:mm'

/** When to do it: usual rests by one tap, or any moment. The value is what a `datetime-local` input holds. */
export const When = ({
  value,
  onChange,
  none,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly none?: boolean
}) => {
  const text = useText()
  const { now } = useMoment()
  const at = (n: number) => now().add(n, 'day').hour(hour).minute(0).format(format)
  return (
    <>
      <div className="lkm-chips">
        {none ? (
          <button type="button" className="lkm-chip" aria-pressed={value === never} onClick={() => onChange(never)}>
            {text(label('不安排', 'No next step'))}
          </button>
        ) : null}
        {days.map((n) => (
          <button key={n} type="button" className="lkm-chip" aria-pressed={value === at(n)} onClick={() => onChange(at(n))}>
            {n === 1 ? text(label('明天', 'Tomorrow')) : text(label('{n} 天后', 'In {n} days'), { n })}
          </button>
        ))}
      </div>
      {none && value === never ? null : (
        <label className="lkm-field">
          <span className="lkm-label">{text(label('时间', 'When'))}</span>
          <input
            className="lkm-input"
            type="datetime-local"
            value={value}
            min={now().format(format)}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      )}
    </>
  )
}
