import { label } from '@lianke/kernel'
import { Button, Popconfirm, Segmented } from 'antd'
import { useState } from 'react'
import { Empty } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { LetterLine } from './letter-line.tsx'
import { kinds } from './names.ts'
import { replayLetters, useOperatorAct, useDeadCounts, useDeadLetters } from './operations-data.ts'
import { PagedLines } from './paged-lines.tsx'

const shownMax = 10_000
const countText = (n: number): string => (n > shownMax ? `${shownMax}+` : String(n))

/** Puts all of one kind back into the queue, once it is confirmed. */
const ReplayAll = ({ kind, many }: { readonly kind: string; readonly many: number }) => {
  const text = useText()
  const toast = useToast()
  const all = useOperatorAct(replayLetters)
  return (
    <Popconfirm
      title={
        kind === 'delivery'
          ? text(label('会再次联系 {n} 位客户，确定吗？', '{n} people are contacted again. Go on?'), { n: countText(many) })
          : text(label('重新处理全部 {n} 条？', 'Replay all {n}?'), { n: countText(many) })
      }
      okText={text(label('全部重新处理', 'Replay all'))}
      placement="bottomRight"
      onConfirm={() =>
        all.mutate(
          { kind },
          {
            onSuccess: ({ replayed }) => toast.done(text(label('已放回队列：{n} 条', '{n} back in the queue'), { n: replayed })),
            onError: toast.failed,
          },
        )
      }
    >
      <Button size="small" loading={all.isPending}>
        {text(label('全部重新处理', 'Replay all'))}
      </Button>
    </Popconfirm>
  )
}

/** What could not be handled, of all ledgers in one list. */
export const DeadLettersTab = () => {
  const text = useText()
  const w = useWords()
  const [kind, setKind] = useState('all')
  const { data: counts } = useDeadCounts()
  const list = useDeadLetters(kind === 'all' ? undefined : kind)
  const many = kind === 'all' ? 0 : (counts?.[kind] ?? 0)
  const options = [
    { value: 'all', label: w('common.all') },
    ...Object.keys(counts ?? kinds).map((value) => ({
      value,
      label: (
        <>
          {text(kinds[value]) || value}{' '}
          {counts?.[value] ? <span className="lk-num lk-muted">{countText(counts[value] ?? 0)}</span> : null}
        </>
      ),
    })),
  ]
  return (
    <>
      <div className="lk-row lk-ops-bar">
        <div className="lk-scroll-x lk-grow">
          <Segmented size="small" value={kind} onChange={setKind} options={options} aria-label={text(label('类别', 'Kind'))} />
        </div>
        {many > 0 ? <ReplayAll kind={kind} many={many} /> : null}
      </div>
      <PagedLines
        of={list}
        empty={
          <Empty
            icon="done"
            title={text(label('没有死信，一切正常', 'No dead letters. All is well'))}
            help={text(
              label('处理不了的内容会停在这里，等人看过再继续', 'What cannot be handled stops here until somebody has looked'),
            )}
          />
        }
      >
        {(letter) => <LetterLine key={`${letter.kind}:${letter.id}`} letter={letter} />}
      </PagedLines>
    </>
  )
}
