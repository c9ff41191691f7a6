import './todo.css'
import { idIn, label, type Label } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { Empty, Failure, Page, RecordPicker, Skeleton, useText } from '@lianke/ui'
import { Button, Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import type { openParts } from '../queries/open-entries.query.ts'
import type { TodoLine } from '../queries/todo-lines.query.ts'
import { LineAbout } from './line-about.tsx'
import { ReassignMany } from './reassign.tsx'
import { TimeLeft } from './time-left.tsx'
import { useOpenItems } from './use-open-items.ts'

type Part = (typeof openParts)[number]
const parts: readonly (readonly [Part, Label])[] = [
  ['all', label('全部', 'All')],
  ['late', label('已逾期', 'Late')],
  ['queue', label('没人领取', 'Nobody has it')],
]

/** One item, with whom it is, and the way to give it to somebody else. */
const OpenRow = ({ line, chosen, onChoose }: { readonly line: TodoLine; readonly chosen: boolean; onChoose(): void }) => {
  const text = useText()
  return (
    <li className="lk-todo-row">
      <div className="lk-todo-line">
        <Checkbox
          checked={chosen}
          aria-label={text(label('选择“{title}”', 'Select “{title}”'), { title: line.title })}
          onChange={onChoose}
        />
        <div className="lk-todo-what">
          <span className="lk-todo-title">{line.title}</span>
          <LineAbout line={line} />
        </div>
        <span className="lk-todo-time lk-num">
          <TimeLeft line={line} />
        </span>
        <ReassignMany ids={[line.id]}>
          <Button size="small" type="text">
            {text(label('转给', 'Reassign'))}
          </Button>
        </ReassignMany>
      </div>
    </li>
  )
}

const Chosen = ({ ids, onClear }: { readonly ids: readonly string[]; onClear(): void }) => {
  const text = useText()
  if (ids.length === 0) return null
  return (
    <div className="lk-todo-bulk" role="toolbar" aria-label={text(label('批量转交', 'Reassign several'))}>
      <strong>{text(label('已选 {n} 条', '{n} selected'), { n: ids.length })}</strong>
      <ReassignMany ids={ids} onDone={onClear}>
        <Button type="primary">{text(label('转给', 'Reassign'))}</Button>
      </ReassignMany>
      <Button type="text" onClick={onClear}>
        {text(label('取消选择', 'Clear'))}
      </Button>
    </div>
  )
}

const Lines = ({ part, owner }: { readonly part: Part; readonly owner: string | null }) => {
  const text = useText()
  const { lines, count, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOpenItems(part, owner)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ids = lines.map(({ id }) => id).filter((id) => chosen.has(id))
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (isPending) return <Skeleton rows={8} />
  if (lines.length === 0)
    return (
      <Empty
        icon="done"
        title={text(part === 'late' ? label('没有逾期的待办', 'Nothing is late') : label('没有待处理的待办', 'Nothing is open'))}
        help={text(label('流程要同事决定的事会出现在这里', 'What processes ask colleagues comes here'))}
      />
    )
  const all = ids.length === lines.length
  return (
    <section className="lk-todo-section">
      <h2>
        <Checkbox
          checked={all}
          indeterminate={!all && ids.length > 0}
          onChange={() => setChosen(all ? new Set() : new Set(lines.map(({ id }) => id)))}
        >
          {text(label('共 {n} 条', '{n} in all'), { n: count })}
        </Checkbox>
      </h2>
      <ul>
        {lines.map((line) => (
          <OpenRow
            key={line.id}
            line={line}
            chosen={chosen.has(line.id)}
            onChoose={() =>
              setChosen((old) => new Set(old.has(line.id) ? [...old].filter((id) => id !== line.id) : [...old, line.id]))
            }
          />
        ))}
      </ul>
      {hasNextPage ? (
        <Button type="text" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {text(label('再看一些', 'More'))}
        </Button>
      ) : null}
      <Chosen ids={ids} onClear={() => setChosen(new Set())} />
    </section>
  )
}

/** What processes ask of others, as far as one oversees it: late, with nobody, with whom; given to somebody else, several at once. */
const OpenItemsPage = () => {
  const text = useText()
  const [part, setPart] = useState<Part>('all')
  const [owner, setOwner] = useState<string | null>(null)
  return (
    <Page
      wide
      title={text(label('团队待办', 'Team to-dos'))}
      actions={
        <div className="lk-todo-filters">
          <Segmented<Part>
            value={part}
            options={parts.map(([value, said]) => ({ value, label: text(said) }))}
            onChange={setPart}
          />
          <div className="lk-todo-who">
            <span className="lk-label">{text(label('处理人', 'With'))}</span>
            <RecordPicker to={staff.name} value={owner} onChange={(one) => setOwner(idIn(one))} />
          </div>
        </div>
      }
    >
      <div className="lk-todo">
        <Lines key={`${part} ${owner}`} part={part} owner={owner} />
      </div>
    </Page>
  )
}
export default OpenItemsPage
