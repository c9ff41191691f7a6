import { type KeptDay, label } from '@lianke/kernel'
import { useMoment, useText } from '@lianke/ui'
import { holidaysOf } from './year-days.ts'

/** The holidays of a year in words: from when until when, and which days are made up for. */
export const HolidayList = ({ days }: { readonly days: readonly KeptDay[] }) => {
  const text = useText()
  const { date } = useMoment()
  const run = ([from, to]: readonly [string, string]) => (from === to ? date(from) : `${date(from)} – ${date(to)}`)
  if (days.length === 0) return null
  return (
    <dl className="lk-holidays">
      {holidaysOf(days).map(({ name, off, makeUp }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {off.map(run).join('、')}
            {makeUp.length > 0 ? (
              <span className="lk-muted">
                {' '}
                {text(label('补班 {days}', 'made up for on {days}'), { days: makeUp.map((day) => date(day)).join('、') })}
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
