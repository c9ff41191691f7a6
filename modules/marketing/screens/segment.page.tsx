import { person as personObject } from '@lianke/customer/contract'
import './segment/segment.css'
import { type Filter, label, type Row, filterIn, idsIn } from '@lianke/kernel'
import {
  ConditionTree,
  Failure,
  FieldValue,
  finished,
  Icon,
  listPath,
  Problem,
  recordPath,
  Skeleton,
  useModel,
  useMoment,
  useNarrow,
  useRecord,
  useSave,
  useText,
  useToast,
  usePathPart,
} from '@lianke/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import { ByHand } from './segment/by-hand.tsx'
import { Comings } from './segment/comings.tsx'
import { Members } from './segment/members.tsx'
import { PreviewPanel } from './segment/preview.tsx'
import { useAsk } from './use-ask.ts'
import { segmentFault } from './segment-fault.ts'

const object = 'marketing.segment'
const person = personObject.name

interface Draft {
  readonly name: string
  readonly description: string
  readonly filter: Filter | null
}
interface State {
  readonly built_at: string | null
  readonly next_at: string | null
  readonly error: string | null
}

const emptied = (filter: unknown): Filter | null => {
  const tree = filterIn(filter)
  return tree && 'and' in tree && tree.and.length === 0 ? null : tree
}
const draftOf = (row: Row | null): Draft => ({
  name: String(row?.name ?? ''),
  description: String(row?.description ?? ''),
  filter: emptied(row?.filter ?? null),
})

const Builder = ({ row }: { readonly row: Row | null }) => {
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const { ago } = useMoment()
  const meta = useModel().object(object)
  const save = useSave(object)
  const [draft, setDraft] = useState(() => draftOf(row))
  const [saved, setSaved] = useState(() => JSON.stringify(draftOf(row)))
  const { data: state } = useAsk<State>('segment.state', { id: row?.id }, { enabled: row?.status === 'active', every: 5000 })
  const changed = JSON.stringify(draft) !== saved
  const may = Boolean(row ? meta?.may.update : meta?.may.create)
  const ready = draft.name.trim() !== ''
  const complete = finished(draft.filter)
  useEffect(() => {
    if (!changed) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [changed])

  const send = (more: Record<string, unknown> = {}, done = text(label('已保存', 'Saved'))) => {
    const values = { name: draft.name.trim(), description: draft.description || null, filter: complete ?? { and: [] }, ...more }
    save.mutate(
      { ...(row ? { id: row.id, version: row.version } : {}), values },
      {
        onSuccess: (answer) => {
          const next = { ...draft, name: draft.name.trim(), filter: complete }
          setDraft(next)
          setSaved(JSON.stringify(next))
          toast.done(done)
          if (!row) void navigate({ to: recordPath(object, answer.id), replace: true })
        },
        onError: toast.failed,
      },
    )
  }
  const byHand = (values: { include?: string[]; exclude?: string[] }) =>
    row &&
    save.mutate(
      { id: row.id, version: row.version, values },
      { onSuccess: () => toast.done(text(label('名单已更新', 'List updated'))), onError: toast.failed },
    )
  const exclude = (one: string) =>
    byHand({
      exclude: [...new Set([...idsIn(row?.exclude), one])],
      include: idsIn(row?.include).filter((each) => each !== one),
    })
  const acts = may ? (
    <>
      {row?.status === 'active' ? (
        <Button
          icon={<Icon name="pause" size={14} />}
          onClick={() => send({ status: 'paused' }, text(label('已暂停，成员保持不变', 'Paused; members stay as they are')))}
        >
          {text(label('暂停', 'Pause'))}
        </Button>
      ) : null}
      {changed || row?.status === 'active' || !row ? (
        <Button
          type={row?.status === 'active' ? 'primary' : 'default'}
          disabled={!changed || !ready}
          loading={save.isPending}
          onClick={() => send()}
        >
          {row?.status === 'active' ? text(label('保存', 'Save')) : text(label('存为草稿', 'Save draft'))}
        </Button>
      ) : null}
      {row?.status === 'active' ? null : (
        <Button
          type="primary"
          disabled={!ready || !complete}
          onClick={() => send({ status: 'active' }, text(label('已启用，正在计算成员', 'Active; members are being counted')))}
        >
          {row?.status === 'paused' ? text(label('恢复', 'Resume')) : text(label('启用', 'Activate'))}
        </Button>
      )}
    </>
  ) : null
  const conditions = (
    <div className="lk-segment-build">
      <ConditionTree object={person} value={draft.filter} onChange={(filter) => setDraft({ ...draft, filter })} />
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
  const tabs = row
    ? [
        { key: 'conditions', label: text(label('条件', 'Conditions')), children: conditions },
        {
          key: 'members',
          label: (
            <>
              {text(label('成员', 'Members'))}
              <span className="lk-muted lk-num" style={{ marginLeft: 6 }}>
                {row.member_count === null ? '' : String(row.member_count)}
              </span>
            </>
          ),
          children: <Members id={row.id} filter={emptied(row.filter)} {...(may ? { onExclude: exclude } : {})} />,
        },
        { key: 'comings', label: text(label('进出记录', 'Entries and exits')), children: <Comings id={row.id} /> },
        {
          key: 'by_hand',
          label: text(label('手动名单', 'By hand')),
          children: <ByHand row={row} onChange={byHand} disabled={!may} />,
        },
      ]
    : null
  return (
    <section className="lk-segment" aria-label={draft.name || text(label('新建分群', 'New segment'))}>
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
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
            {row && meta?.fields.status ? <FieldValue field={meta.fields.status} value={row.status} /> : null}
            {row?.status === 'active' ? (
              <span className="lk-muted lk-segment-fresh">
                {state?.error ? (
                  <span style={{ color: 'var(--lk-red-fg)' }}>{text(segmentFault(state.error))}</span>
                ) : state?.built_at ? (
                  text(label('{when} 更新', 'refreshed {when}'), { when: ago(state.built_at) })
                ) : (
                  text(label('正在计算', 'counting'))
                )}
              </span>
            ) : null}
          </div>
          <Input
            variant="borderless"
            className="lk-segment-description"
            maxLength={500}
            disabled={!may}
            value={draft.description}
            placeholder={text(label('说明它用来做什么', 'What it is for'))}
            aria-label={text(label('说明', 'Description'))}
            onChange={(event) => setDraft({ ...draft, description: event.target.value })}
          />
        </div>
        <div className="lk-row">{acts}</div>
      </header>
      <div className="lk-segment-body">
        <div className="lk-segment-main">{tabs ? <Tabs size="small" items={tabs} destroyOnHidden /> : conditions}</div>
        {narrow ? null : <PreviewPanel filter={complete} />}
      </div>
      {narrow ? <PreviewPanel filter={complete} /> : null}
    </section>
  )
}

/** One segment: its conditions, a number that follows every change, its members and how they came and went. */
const SegmentPage = () => {
  const id = usePathPart('id') ?? 'new'
  const { data, error, isPending, refetch } = useRecord(object, id === 'new' ? null : id)
  if (id === 'new') return <Builder key="new" row={null} />
  if (error)
    return (
      <Failure error={error} {...(error instanceof Problem && error.status === 404 ? {} : { retry: () => void refetch() })} />
    )
  if (isPending || !data) return <Skeleton rows={8} />
  return <Builder key={id} row={data} />
}
export default SegmentPage
