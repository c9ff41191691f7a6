import { label, type MetaObject } from '@lianke/kernel'
import { useState } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type Given, type Member, useTeam } from './team.ts'
import { AddMember } from './team-add.tsx'
import { TeamMember } from './team-member.tsx'

/** Records that belong to somebody; parts follow their whole, ledgers nobody. */
export const hasTeam = (object: MetaObject): boolean => !object.ledger && !object.partOf && !object.hidden

/** The ways to change a team, each said and each with its way back. */
const useTeamActs = ({ set, remove }: ReturnType<typeof useTeam>, added: () => void) => {
  const text = useText()
  const toast = useToast()
  return {
    add: (given: Given) =>
      set.mutate(given, {
        onSuccess: () => {
          added()
          toast.done(text(label('已加入团队', 'On the team now')))
        },
      }),
    take: (member: Member) =>
      remove.mutate(member.id, {
        onSuccess: () =>
          toast.done(text(label('已移出团队', 'Off the team')), () =>
            set.mutateAsync({ kind: member.kind, id: member.id, level: member.level, until: member.until }),
          ),
      }),
  }
}

/** Who works on a record beside its owner, how far, and until when. */
export const TeamPanel = ({ object, id }: { readonly object: MetaObject; readonly id: string }) => {
  const text = useText()
  const [adding, setAdding] = useState(false)
  const members = useTeam(object.name, id)
  const { set } = members
  const { data } = members.team
  const { add, take } = useTeamActs(members, () => setAdding(false))
  if (!data || (data.data.length === 0 && !data.may_change)) return null
  return (
    <section className="lk-related" aria-label={text(label('团队', 'Team'))}>
      <header>
        <span className="lk-grow lk-row">
          <Icon name="team" size={13} />
          {text(label('团队', 'Team'))}
          <span className="lk-muted lk-num">
            {data.data.length > 0 ? data.data.length : text(label('只有负责人', 'the owner alone'))}
          </span>
        </span>
        {data.may_change ? (
          <button
            type="button"
            className="lk-icon-button small"
            aria-expanded={adding}
            aria-label={text(label('添加团队成员', 'Add to the team'))}
            title={text(label('添加团队成员', 'Add to the team'))}
            onClick={() => setAdding(!adding)}
          >
            <Icon name="plus" size={14} />
          </button>
        ) : null}
      </header>
      {adding ? <AddMember busy={set.isPending} add={add} close={() => setAdding(false)} /> : null}
      {data.data.map((member) => (
        <TeamMember
          key={`${member.id}:${member.source}`}
          member={member}
          mayChange={data.may_change}
          change={(level) => set.mutate({ kind: member.kind, id: member.id, level, until: member.until })}
          take={() => take(member)}
        />
      ))}
    </section>
  )
}
