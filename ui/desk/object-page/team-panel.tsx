import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Segmented, Select } from 'antd'
import type dayjs from 'dayjs'
import { useState } from 'react'
import { label, type MetaObject, momentOf, type ReferenceValue, referenceIn, keysOf } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { pathOf, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import {
  kindNames,
  levels,
  type Principal,
  type PrincipalKind,
  principalKinds,
  PrincipalName,
  type ShareLevel,
} from '../sharing/principal.tsx'

interface Member extends Principal {
  readonly level: ShareLevel
  readonly until: string | null
  readonly source: string
}
interface Team {
  readonly data: readonly Member[]
  readonly may_change: boolean
}
interface Given {
  readonly kind: PrincipalKind
  readonly id: string
  readonly level: ShareLevel
  readonly until: string | null
}

/** Records that belong to somebody; parts follow their whole, ledgers nobody. */
export const hasTeam = (object: MetaObject): boolean => !object.ledger && !object.partOf && !object.hidden

const useTeam = (object: string, id: string) => {
  const client = useQueryClient()
  const toast = useToast()
  const path = `${pathOf(object)}/${id}/team`
  const key = ['team', object, id]
  const done = async (team: Team) => {
    client.setQueryData(key, team)
    await client.invalidateQueries({ queryKey: ['timeline'] })
  }
  const team = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<Team>(path, { signal }),
    retry: false,
    staleTime: 10_000,
  })
  const set = useMutation({
    mutationFn: (given: Given) => request<Team>(path, { method: 'PUT', body: given }),
    onSuccess: done,
    onError: toast.failed,
  })
  const remove = useMutation({
    mutationFn: (principal: string) => request<Team>(`${path}?principal=${principal}`, { method: 'DELETE' }),
    onSuccess: done,
    onError: toast.failed,
  })
  return { team, set, remove }
}

const AddMember = ({ add, busy, close }: { readonly busy: boolean; add(given: Given): void; close(): void }) => {
  const w = useWords()
  const text = useText()
  const [kind, setKind] = useState<PrincipalKind>('user')
  const [who, setWho] = useState<ReferenceValue | null>(null)
  const [level, setLevel] = useState<ShareLevel>('read')
  const [until, setUntil] = useState<dayjs.Dayjs | null>(null)
  const { zone } = useMoment()
  /** The end of the chosen day where the company is, wherever the browser is. */
  const end = until ? momentOf(`${until.format('YYYY-MM-DD')}T23:59:59`, zone) : null
  return (
    <div className="lk-team-add">
      <div className="lk-row">
        <Select
          size="small"
          aria-label={text(label('成员类型', 'Kind'))}
          style={{ width: 88, flex: 'none' }}
          value={kind}
          onChange={(next: PrincipalKind) => {
            setKind(next)
            setWho(null)
          }}
          options={kindNames.map((value) => ({ value, label: text(principalKinds[value].label) }))}
        />
        <RecordPicker
          key={kind}
          size="small"
          autoFocus
          to={principalKinds[kind].object}
          value={who}
          onChange={(next) => setWho(referenceIn(next))}
        />
      </div>
      <div className="lk-row" style={{ flexWrap: 'wrap' }}>
        <Segmented
          size="small"
          value={level}
          onChange={setLevel}
          options={keysOf(levels).map((value) => ({ value, label: text(levels[value]) }))}
        />
        <DatePicker
          size="small"
          className="lk-grow"
          value={until}
          onChange={setUntil}
          placeholder={text(label('长期', 'No end'))}
          disabledDate={(day) => day.endOf('day').valueOf() < Date.now()}
          aria-label={text(label('到期日', 'Until'))}
        />
      </div>
      <div className="lk-row">
        <Button
          size="small"
          type="primary"
          loading={busy}
          disabled={!who}
          onClick={() => who && add({ kind, id: who.id, level, until: end })}
        >
          {w('common.add')}
        </Button>
        <Button size="small" type="text" onClick={close}>
          {w('common.cancel')}
        </Button>
      </div>
    </div>
  )
}

/** Who works on a record beside its owner, how far, and until when. */
export const TeamPanel = ({ object, id }: { readonly object: MetaObject; readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const { date, local } = useMoment()
  const me = useModel().me.id
  const [adding, setAdding] = useState(false)
  const {
    team: { data },
    set,
    remove,
  } = useTeam(object.name, id)
  if (!data || (data.data.length === 0 && !data.may_change)) return null
  const add = (given: Given) =>
    set.mutate(given, {
      onSuccess: () => {
        setAdding(false)
        toast.done(text(label('已加入团队', 'On the team now')))
      },
    })
  const take = (member: Member) =>
    remove.mutate(member.id, {
      onSuccess: () =>
        toast.done(text(label('已移出团队', 'Off the team')), () =>
          set.mutateAsync({ kind: member.kind, id: member.id, level: member.level, until: member.until }),
        ),
    })
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
      {data.data.map((member) => {
        const open = data.may_change && member.source === 'manual' && member.id !== me
        return (
          <div key={`${member.id}:${member.source}`} className="lk-related-row lk-team-member">
            <span className="lk-grow">
              <PrincipalName principal={member} />
            </span>
            {member.until ? (
              <span className="lk-related-value">
                {text(label('到 {day}', 'until {day}'), { day: date(local(member.until).format('YYYY-MM-DD')) })}
              </span>
            ) : null}
            {open ? (
              <Select
                size="small"
                variant="borderless"
                popupMatchSelectWidth={false}
                aria-label={text(label('权限', 'Allowed'))}
                value={member.level}
                onChange={(level: ShareLevel) => set.mutate({ kind: member.kind, id: member.id, level, until: member.until })}
                options={keysOf(levels).map((value) => ({ value, label: text(levels[value]) }))}
              />
            ) : (
              <span className="lk-related-value">{text(levels[member.level])}</span>
            )}
            {(open || (data.may_change && member.id === me)) && member.source === 'manual' ? (
              <button
                type="button"
                className="lk-icon-button small"
                aria-label={text(label('移出团队', 'Take off the team'))}
                title={text(label('移出团队', 'Take off the team'))}
                onClick={() => take(member)}
              >
                <Icon name="close" size={13} />
              </button>
            ) : null}
          </div>
        )
      })}
    </section>
  )
}
