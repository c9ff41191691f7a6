import { label, type Row } from '@lianke/kernel'
import { FieldValue, Icon, listPath, useAsk, useModel, useMoment, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { segmentFault } from '../segment-fault.ts'
import { SegmentActs } from './segment-acts.tsx'
import type { SegmentDraft } from './use-segment-draft.ts'

const object = 'marketing.segment'
interface State {
  readonly built_at: string | null
  readonly next_at: string | null
  readonly error: string | null
}

/** When the members of an active segment were last counted, or why they are not. */
const Counted = ({ id }: { readonly id: string }) => {
  const text = useText()
  const { ago } = useMoment()
  const { data: state } = useAsk<State>('segment.state', { id }, { every: 5000 })
  return (
    <span className="lk-muted lk-segment-fresh">
      {state?.error ? (
        <span style={{ color: 'var(--lk-red-fg)' }}>{text(segmentFault(state.error))}</span>
      ) : state?.built_at ? (
        text(label('{when} 更新', 'refreshed {when}'), { when: ago(state.built_at) })
      ) : (
        text(label('正在计算', 'counting'))
      )}
    </span>
  )
}

const Standing = ({ row }: { readonly row: Row }) => {
  const status = useModel().object(object)?.fields.status
  return (
    <>
      {status ? <FieldValue field={status} value={row.status} /> : null}
      {row.status === 'active' ? <Counted id={row.id} /> : null}
    </>
  )
}

/** What the segment is called and is for, how it stands, and what may become of it. */
export const SegmentHead = ({ drafted }: { readonly drafted: SegmentDraft }) => {
  const text = useText()
  const { row, draft, change, may } = drafted
  return (
    <header className="lk-segment-head">
      <Link to={listPath(object)} className="lk-icon-button" aria-label={text(label('返回分群', 'Back to segments'))}>
        <Icon name="arrow-left" size={16} />
      </Link>
      <div className="lk-grow">
        <div className="lk-row">
          <Input
            variant="borderless"
            className="lk-segment-name"
            maxLength={120}
            autoFocus={!row}
            disabled={!may}
            value={draft.name}
            placeholder={text(label('给分群起个名字', 'Name the segment'))}
            aria-label={text(label('名称', 'Name'))}
            onChange={(event) => change({ name: event.target.value })}
          />
          {row ? <Standing row={row} /> : null}
        </div>
        <Input
          variant="borderless"
          className="lk-segment-description"
          maxLength={500}
          disabled={!may}
          value={draft.description}
          placeholder={text(label('说明它用来做什么', 'What it is for'))}
          aria-label={text(label('说明', 'Description'))}
          onChange={(event) => change({ description: event.target.value })}
        />
      </div>
      <div className="lk-row">
        <SegmentActs drafted={drafted} />
      </div>
    </header>
  )
}
