import { type Label, label } from '@lianke/kernel'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Line } from './line.tsx'
import { type Machine, useMachine } from './operations-data.ts'

const stores: Readonly<Record<string, readonly [Label, Label]>> = {
  database: [label('数据库（PostgreSQL）', 'Database (PostgreSQL)'), label('所有记录和账本', 'All records and the ledger')],
  analytics: [label('分析存储（ClickHouse）', 'Analytics store (ClickHouse)'), label('报表和分群', 'Reports and segments')],
}
const held: Readonly<Record<string, Label>> = {
  data: label('日志和上传', 'Logs and uploads'),
  files: label('文件', 'Files'),
  database: label('数据库', 'Database'),
  analytics: label('分析存储', 'Analytics store'),
}
const rooms: Readonly<Record<Machine['disks'][number]['state'], readonly [string, Label, Label | null]>> = {
  good: ['green', label('充足', 'Enough room'), null],
  low: ['orange', label('快满了', 'Nearly full'), label('请尽快腾出空间或换更大的磁盘', 'Make room soon, or use a larger disk')],
  full: ['red', label('已满', 'Full'), label('随时可能无法保存，请立即腾出空间', 'Saving may fail at any moment. Make room now')],
}
const gigabyte = 1024 ** 3

/** How many things of the machine want a look. */
export const machineTroubles = ({ stores: all, disks }: Machine): number =>
  all.filter(({ answers }) => !answers).length + disks.filter(({ state }) => state !== 'good').length

/** The machine below: stores that answer, room on the disks, processes that had to be started again. */
export const MachineTab = () => {
  const text = useText()
  const { full } = useMoment()
  const { number } = useNumbers()
  const { data, error, refetch } = useMachine()
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton />
  const gb = (bytes: number) => `${number(Math.round((bytes / gigabyte) * 10) / 10)} GB`
  return (
    <ul className="lk-ops-lines">
      {data.stores.map(({ store, answers, problem }) => {
        const [color, said] = answers
          ? (['green', label('正常', 'Well')] as const)
          : (['red', label('没有应答', 'Does not answer')] as const)
        const [name, does] = stores[store] ?? [label(store, store), label('', '')]
        return (
          <Line
            key={store}
            title={text(name)}
            pill={<span className={`lk-pill lk-c-${color}`}>{text(said)}</span>}
            facts={[text(does)]}
            problem={problem}
          />
        )
      })}
      {data.disks.map(({ holds, free_bytes, size_bytes, state }) => {
        const [color, said, advice] = rooms[state]
        return (
          <Line
            key={holds.join()}
            title={text(label('磁盘', 'Disk'))}
            pill={<span className={`lk-pill lk-c-${color}`}>{text(said)}</span>}
            facts={[
              holds.map((name) => text(held[name] ?? label(name, name))).join(text(label('、', ', '))),
              text(label('剩余 {free}，共 {size}', '{free} free of {size}'), { free: gb(free_bytes), size: gb(size_bytes) }),
            ]}
            problem={advice ? text(advice) : null}
          />
        )
      })}
      {data.restarts.map(({ process, ended, hung, last_at }) => (
        <Line
          key={process}
          title={text(label('进程 {name}', 'Process {name}'), { name: process })}
          pill={<span className="lk-pill lk-c-gold">{text(label('重启过', 'Started again'))}</span>}
          facts={[
            ended > 0 ? text(label('意外结束 {n} 次', 'ended by itself: {n}'), { n: number(ended) }) : null,
            hung > 0 ? text(label('没有应答 {n} 次', 'did not answer: {n}'), { n: number(hung) }) : null,
            text(label('最近一次 {time}', 'last {time}'), { time: full(last_at) }),
          ]}
        />
      ))}
    </ul>
  )
}
