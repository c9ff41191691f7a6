import { Link } from '@tanstack/react-router'
import { Button, Popconfirm, Segmented } from 'antd'
import { useState } from 'react'
import { label, personObject } from '@lianke/kernel'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { recordPath } from '../../base/client/peek.ts'
import { Line } from './line.tsx'
import { kinds, useNames } from './names.ts'
import { type DeadLetter, replayLetters, useAct, useDeadCounts, useDeadLetters } from './operations-data.ts'

const shownMax = 10_000
const countText = (n: number): string => (n > shownMax ? `${shownMax}+` : String(n))

const Letter = ({ letter }: { readonly letter: DeadLetter }) => {
  const text = useText()
  const toast = useToast()
  const names = useNames()
  const { ago, full } = useMoment()
  const [open, setOpen] = useState(false)
  const replay = useAct(replayLetters)
  const send = () =>
    replay.mutate(
      { kind: letter.kind, id: letter.id },
      {
        onSuccess: ({ replayed }) => toast.done(text(label('已放回队列：{n} 条', '{n} back in the queue'), { n: replayed })),
        onError: toast.failed,
      },
    )
  const again = text(letter.kind === 'delivery' ? label('重新发送', 'Send again') : label('重新处理', 'Replay'))
  const facts = [
    <time key="at" title={full(letter.at)}>
      {ago(letter.at)}
    </time>,
    names.where(letter),
    letter.person ? (
      <Link key="who" to={recordPath(personObject, letter.person.id)}>
        {letter.person.title || text(label('未命名客户', 'Unnamed person'))}
      </Link>
    ) : null,
    letter.waiting > 0 ? text(label('{n} 条排在它后面', '{n} wait behind it'), { n: letter.waiting }) : null,
    <button key="raw" type="button" className="lk-plain lk-ops-raw" aria-expanded={open} onClick={() => setOpen(!open)}>
      <Icon name={open ? 'chevron-down' : 'chevron-right'} size={12} />
      {text(label('原始内容', 'Raw body'))}
    </button>,
  ]
  return (
    <Line
      title={names.letter(letter)}
      pill={<span className="lk-pill lk-tag">{text(kinds[letter.kind]) || letter.kind}</span>}
      facts={facts}
      problem={letter.reason || text(label('没有记下原因', 'No reason was written down'))}
      acts={
        letter.kind === 'delivery' ? (
          <Popconfirm
            title={text(label('会再次联系这位客户，确定吗？', 'The person is contacted again. Go on?'))}
            okText={again}
            onConfirm={send}
          >
            <Button size="small" loading={replay.isPending}>
              {again}
            </Button>
          </Popconfirm>
        ) : (
          <Button size="small" loading={replay.isPending} onClick={send}>
            {again}
          </Button>
        )
      }
    >
      {open ? <pre className="lk-ops-body">{JSON.stringify(letter.body, null, 2)}</pre> : null}
    </Line>
  )
}

/** What could not be handled, of all ledgers in one list. */
export const DeadLettersTab = () => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const [kind, setKind] = useState('all')
  const { data: counts } = useDeadCounts()
  const list = useDeadLetters(kind === 'all' ? undefined : kind)
  const all = useAct(replayLetters)
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
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
        {many > 0 ? (
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
                  onSuccess: ({ replayed }) =>
                    toast.done(text(label('已放回队列：{n} 条', '{n} back in the queue'), { n: replayed })),
                  onError: toast.failed,
                },
              )
            }
          >
            <Button size="small" loading={all.isPending}>
              {text(label('全部重新处理', 'Replay all'))}
            </Button>
          </Popconfirm>
        ) : null}
      </div>
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        <Empty
          icon="done"
          title={text(label('没有死信，一切正常', 'No dead letters. All is well'))}
          help={text(
            label('处理不了的内容会停在这里，等人看过再继续', 'What cannot be handled stops here until somebody has looked'),
          )}
        />
      ) : (
        <ul className="lk-ops-lines">
          {rows.map((letter) => (
            <Letter key={`${letter.kind}:${letter.id}`} letter={letter} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button type="text" block onClick={() => void list.fetchNextPage()}>
          {w('list.more_rows')}
        </Button>
      ) : null}
    </>
  )
}
