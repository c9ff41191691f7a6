import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { label, personObject } from '@lianke/kernel'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { recordPath } from '../../base/client/peek.ts'
import { Line } from './line.tsx'
import { kinds, useNames } from './names.ts'
import { type DeadLetter, replayLetters, useOperatorAct } from './operations-data.ts'

/** Puts it back into the queue. */
const useReplay = (letter: DeadLetter) => {
  const text = useText()
  const toast = useToast()
  const replay = useOperatorAct(replayLetters)
  const send = () =>
    replay.mutate(
      { kind: letter.kind, id: letter.id },
      {
        onSuccess: ({ replayed }) => toast.done(text(label('已放回队列：{n} 条', '{n} back in the queue'), { n: replayed })),
        onError: toast.failed,
      },
    )
  return { busy: replay.isPending, send }
}

/** Sends it again; where a person would hear of it, asked before. */
const ReplayButton = ({ letter }: { readonly letter: DeadLetter }) => {
  const text = useText()
  const { busy, send } = useReplay(letter)
  const again = text(letter.kind === 'delivery' ? label('重新发送', 'Send again') : label('重新处理', 'Replay'))
  if (letter.kind !== 'delivery')
    return (
      <Button size="small" loading={busy} onClick={send}>
        {again}
      </Button>
    )
  return (
    <Popconfirm
      title={text(label('会再次联系这位客户，确定吗？', 'The person is contacted again. Go on?'))}
      okText={again}
      onConfirm={send}
    >
      <Button size="small" loading={busy}>
        {again}
      </Button>
    </Popconfirm>
  )
}

/** One thing that could not be handled. */
export const LetterLine = ({ letter }: { readonly letter: DeadLetter }) => {
  const text = useText()
  const names = useNames()
  const { ago, full } = useMoment()
  const [open, setOpen] = useState(false)
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
      acts={<ReplayButton letter={letter} />}
    >
      {open ? <pre className="lk-ops-body">{JSON.stringify(letter.body, null, 2)}</pre> : null}
    </Line>
  )
}
