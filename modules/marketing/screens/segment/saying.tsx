import { person } from '@lianke/customer/contract'
import type { Filter } from '@lianke/kernel'
import { RecordTitle, sayCondition, useSpeaker } from '@lianke/ui'

/** One condition as a quiet phrase. */
export const Saying = ({ filter }: { readonly filter: Filter }) => {
  const speaker = useSpeaker()
  const { subject, operator, value, records } = sayCondition(speaker, person.name, filter)
  return (
    <span className="lk-segment-reason">
      {[subject, operator].filter(Boolean).join(' ')}{' '}
      <b>
        {records
          ? records.ids.slice(0, 3).map((id, at) => (
              <span key={id}>
                {at > 0 ? '、' : ''}
                <RecordTitle object={records.object} id={id} />
              </span>
            ))
          : value}
      </b>
    </span>
  )
}
