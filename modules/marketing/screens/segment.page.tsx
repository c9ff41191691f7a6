import { person } from '@lianke/customer/contract'
import './segment/segment.css'
import { label, type Row } from '@lianke/kernel'
import { ConditionTree, Failure, Problem, Skeleton, useNarrow, usePathPart, useRecord, useText } from '@lianke/ui'
import { PreviewPanel } from './segment/preview.tsx'
import { SegmentHead } from './segment/segment-head.tsx'
import { SegmentTabs } from './segment/segment-tabs.tsx'
import { type SegmentDraft, useSegmentDraft } from './segment/use-segment-draft.ts'

const Conditions = ({ drafted: { draft, change } }: { readonly drafted: SegmentDraft }) => {
  const text = useText()
  return (
    <div className="lk-segment-build">
      <ConditionTree object={person.name} value={draft.filter} onChange={(filter) => change({ filter })} />
      {draft.filter ? null : (
        <p className="lk-muted" style={{ marginTop: 12 }}>
          {text(
            label(
              '添加第一个条件：字段、订单等关联记录、行为，或另一个分群。右侧人数会立即变化。',
              'Add a first condition: a field, related records such as orders, behaviour, or another segment. The number beside follows at once.',
            ),
          )}
        </p>
      )}
    </div>
  )
}

const Builder = ({ row }: { readonly row: Row | null }) => {
  const text = useText()
  const narrow = useNarrow()
  const drafted = useSegmentDraft(row)
  const { draft, complete, may } = drafted
  const conditions = <Conditions drafted={drafted} />
  return (
    <section className="lk-segment" aria-label={draft.name || text(label('新建分群', 'New segment'))}>
      <SegmentHead drafted={drafted} />
      <div className="lk-segment-body">
        <div className="lk-segment-main">{row ? <SegmentTabs row={row} may={may} conditions={conditions} /> : conditions}</div>
        {narrow ? null : <PreviewPanel filter={complete} />}
      </div>
      {narrow ? <PreviewPanel filter={complete} /> : null}
    </section>
  )
}

/** One segment: its conditions, a number that follows every change, its members and how they came and went. */
const SegmentPage = () => {
  const id = usePathPart('id') ?? 'new'
  const { data, error, isPending, refetch } = useRecord('marketing.segment', id === 'new' ? null : id)
  if (id === 'new') return <Builder key="new" row={null} />
  if (error)
    return (
      <Failure error={error} {...(error instanceof Problem && error.status === 404 ? {} : { retry: () => void refetch() })} />
    )
  if (isPending || !data) return <Skeleton rows={8} />
  return <Builder key={id} row={data} />
}
export default SegmentPage
