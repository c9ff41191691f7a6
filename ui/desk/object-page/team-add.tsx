import { keysOf, label, momentOf, type ReferenceValue, referenceIn } from '@lianke/kernel'
import { Button, DatePicker, Segmented, Select } from 'antd'
import type dayjs from 'dayjs'
import { useState } from 'react'
import { useMoment } from '../../base/field-types/moment.ts'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { kindNames, levels, type PrincipalKind, principalKinds, type ShareLevel } from '../sharing/principal.tsx'
import type { Given } from './team.ts'

/** Whom: a colleague, a department or a role. */
const WhoInput = ({
  kind,
  who,
  choose,
}: {
  readonly kind: PrincipalKind
  readonly who: ReferenceValue | null
  choose(kind: PrincipalKind, who: ReferenceValue | null): void
}) => {
  const text = useText()
  return (
    <div className="lk-row">
      <Select
        size="small"
        aria-label={text(label('成员类型', 'Kind'))}
        style={{ width: 88, flex: 'none' }}
        value={kind}
        onChange={(next: PrincipalKind) => choose(next, null)}
        options={kindNames.map((value) => ({ value, label: text(principalKinds[value].label) }))}
      />
      <RecordPicker
        key={kind}
        size="small"
        autoFocus
        to={principalKinds[kind].object}
        value={who}
        onChange={(next) => choose(kind, referenceIn(next))}
      />
    </div>
  )
}

/** Adds somebody to the team of a record. */
export const AddMember = ({ add, busy, close }: { readonly busy: boolean; add(given: Given): void; close(): void }) => {
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
      <WhoInput
        kind={kind}
        who={who}
        choose={(nextKind, next) => {
          setKind(nextKind)
          setWho(next)
        }}
      />
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
