import { label } from '@lianke/kernel'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Line } from './line.tsx'
import { useNames } from './names.ts'
import { type ReaderLine, useReaders } from './operations-data.ts'

const behindSeconds = 10
const lateSeconds = 60

/** Standing still or late is told; a few seconds are the normal breath of a busy minute. */
export const isBehind = ({ seconds, facts, error }: ReaderLine): boolean =>
  error !== null || (facts > 0 && seconds > behindSeconds)

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
      problem={line.error}
    />
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
