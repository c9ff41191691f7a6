import { keysOf, label } from '@lianke/kernel'
import { Select } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { levels, PrincipalName, type ShareLevel } from '../sharing/principal.tsx'
import type { Member } from './team.ts'

/** One of the team: how far, until when; changed and taken off where one may. Oneself may only leave. */
export const TeamMember = ({
  member,
  mayChange,
  change,
  take,
}: {
  readonly member: Member
  readonly mayChange: boolean
  change(level: ShareLevel): void
  take(): void
}) => {
  const text = useText()
  const { date, local } = useMoment()
  const { me } = useModel()
  const mayTake = mayChange && member.source === 'manual'
  return (
    <div className="lk-related-row lk-team-member">
      <span className="lk-grow">
        <PrincipalName principal={member} />
      </span>
      {member.until ? (
        <span className="lk-related-value">
          {text(label('到 {day}', 'until {day}'), { day: date(local(member.until).format('YYYY-MM-DD')) })}
        </span>
      ) : null}
      {mayTake && member.id !== me.id ? (
        <Select
          size="small"
          variant="borderless"
          popupMatchSelectWidth={false}
          aria-label={text(label('权限', 'Allowed'))}
          value={member.level}
          onChange={change}
          options={keysOf(levels).map((value) => ({ value, label: text(levels[value]) }))}
        />
      ) : (
        <span className="lk-related-value">{text(levels[member.level])}</span>
      )}
      {mayTake ? (
        <button
          type="button"
          className="lk-icon-button small"
          aria-label={text(label('移出团队', 'Take off the team'))}
          title={text(label('移出团队', 'Take off the team'))}
          onClick={take}
        >
          <Icon name="close" size={13} />
        </button>
      ) : null}
    </div>
  )
}
