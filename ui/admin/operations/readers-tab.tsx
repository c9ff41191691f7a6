import { label } from '@lianke/kernel'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useCompanies } from '../../base/client/use-companies.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Line } from './line.tsx'
import { useNames } from './names.ts'
import { type ClosedDoor, type ReaderLine, useReaders } from './operations-data.ts'

const behindSeconds = 10
const lateSeconds = 60

/** Standing still or late is told; a few seconds are the normal breath of a busy minute. */
export const isBehind = ({ seconds, facts, error }: ReaderLine): boolean =>
  error !== null || (facts > 0 && seconds > behindSeconds)

/** What is so of a closed door, and what to do about it. */
const Closed = ({ door }: { readonly door: ClosedDoor }) => {
  const text = useText()
  const names = useNames()
  const { full } = useMoment()
  const { number } = useNumbers()
  const company = useCompanies(door.channel).find(({ issuer }) => issuer === door.issuer)?.name ?? door.issuer
  return (
    <p className="lk-ops-problem">
      {text(
        label(
          '{where} 多次没有成功，暂停发送到 {time}，之后先试一条{why}。{n} 条消息在等：请检查它的连接，恢复后自动发出',
          '{where} failed too often: sending rests until {time}, then one message tries it{why}. {n} waiting: check its connection; they go out by themselves once it answers',
        ),
        {
          where: [names.channel(door.channel), company].filter(Boolean).join(' · '),
          time: full(door.until),
          why: door.reason ? text(label('（原因：{why}）', ' (why: {why})'), { why: door.reason }) : '',
          n: door.waiting > 10_000 ? '10,000+' : number(door.waiting),
        },
      )}
    </p>
  )
}

const Reader = ({ line }: { readonly line: ReaderLine }) => {
  const text = useText()
  const names = useNames()
  const { full } = useMoment()
  const { number } = useNumbers()
  const [color, said] = line.error
    ? (['red', label('出错', 'Has an error')] as const)
    : line.facts > 0 && line.seconds > lateSeconds
      ? (['orange', label('落后', 'Behind')] as const)
      : line.facts > 0 && line.seconds > behindSeconds
        ? (['gold', label('正在追', 'Catching up')] as const)
        : (['green', label('正常', 'Well')] as const)
  const facts = [
    names.does(line.reader),
    line.facts > 0
      ? text(label('等待 {n}', '{n} waiting'), { n: line.facts > 10_000 ? '10,000+' : number(line.facts) })
      : text(label('没有积压', 'nothing waiting')),
    line.facts > 0 ? text(label('最早的在 {time}前', 'oldest {time} ago'), { time: names.span(line.seconds) }) : null,
    line.dead > 0 ? text(label('{n} 条死信', '{n} dead'), { n: number(line.dead) }) : null,
    line.retry_at ? text(label('下次重试 {time}', 'next try {time}'), { time: full(line.retry_at) }) : null,
  ]
  return (
    <Line
      title={names.reader(line.reader)}
      pill={<span className={`lk-pill lk-c-${color}`}>{text(said)}</span>}
      facts={facts}
      problem={line.closed.length > 0 ? null : line.error}
    >
      {line.closed.map((door) => (
        <Closed key={`${door.channel} ${door.issuer}`} door={door} />
      ))}
    </Line>
  )
}

/** Every machine that works through the ledger, and how far it is. */
export const ReadersTab = () => {
  const { data, error, refetch } = useReaders()
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton />
  const rows = [...data.data].sort((a, b) => Number(isBehind(b)) - Number(isBehind(a)) || a.reader.localeCompare(b.reader))
  return (
    <ul className="lk-ops-lines">
      {rows.map((line) => (
        <Reader key={line.reader} line={line} />
      ))}
    </ul>
  )
}
