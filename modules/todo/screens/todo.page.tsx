import './todo.css'
import { label, type Label } from '@lianke/kernel'
import { Empty, Failure, Page, Skeleton, useText } from '@lianke/ui'
import { useRef } from 'react'
import type { Section } from '../queries/todo-entries.query.ts'
import { BulkAnswer } from './bulk-answer.tsx'
import { TodoRow } from './todo-row.tsx'
import { type TodoCentre, useTodoCentre } from './use-todo-centre.ts'
import { useTodoKeys } from './use-todo-keys.ts'
import { useTodoState } from './use-todo-state.ts'

const titles: readonly (readonly [Section, Label])[] = [
  ['now', label('现在', 'Now')],
  ['today', label('今天', 'Today')],
  ['later', label('以后', 'Later')],
  ['waiting', label('等别人', 'Waiting for others')],
  ['done', label('最近完成', 'Done')],
]

type State = ReturnType<typeof useTodoState>

const SectionOf = ({
  section,
  title,
  centre,
  state,
}: {
  readonly section: Section
  readonly title: Label
  readonly centre: TodoCentre
  readonly state: State
}) => {
  const text = useText()
  const lines = centre.lines.filter((line) => line.section === section)
  const count = centre.count(section)
  if (lines.length === 0) return null
  return (
    <section className="lk-todo-section">
      <h2>
        {text(title)} <span className="lk-muted lk-num">{count}</span>
      </h2>
      <ul>
        {lines.map((line) => (
          <TodoRow
            key={line.id}
            line={line}
            current={state.current === line.id}
            selected={state.selected.has(line.id)}
            selectable
            opened={state.opened?.id === line.id}
            chosen={state.opened?.id === line.id ? state.opened.chosen : null}
            acts={state.acts}
          />
        ))}
      </ul>
      {count > lines.length ? (
        <p className="lk-todo-more">{text(label('还有 {n} 条', '{n} more'), { n: count - lines.length })}</p>
      ) : null}
    </section>
  )
}

const Hints = () => {
  const text = useText()
  const hints: readonly (readonly [string, Label])[] = [
    ['↑↓', label('移动', 'move')],
    ['Enter', label('打开', 'open')],
    ['1–9', label('处理', 'answer')],
    ['X', label('选择', 'select')],
  ]
  return (
    <span className="lk-todo-hints lk-wide-only">
      {hints.map(([key, said]) => (
        <span key={key}>
          <kbd className="lk-kbd">{key}</kbd> {text(said)}
        </span>
      ))}
    </span>
  )
}

/** What one has to do: decisions that processes wait for and one's own tasks, by time; answered in the row. */
const TodoPage = () => {
  const text = useText()
  const list = useRef<HTMLDivElement>(null)
  const centre = useTodoCentre({ per: 100 })
  const state = useTodoState(centre)
  useTodoKeys(list, { lines: centre.lines, current: state.current, opened: state.opened?.id ?? null, acts: state.acts })
  const open = centre.lines.filter(({ section }) => section !== 'done' && section !== 'waiting')
  return (
    <Page wide title={text(label('待办', 'To do'))} actions={<Hints />}>
      <div className="lk-todo" ref={list}>
        {centre.error ? (
          <Failure error={centre.error} retry={() => void centre.refetch()} />
        ) : centre.isPending ? (
          <Skeleton rows={8} />
        ) : (
          <>
            {open.length === 0 ? (
              <Empty
                icon="done"
                title={text(label('都处理完了', 'Nothing waits for you'))}
                help={text(label('流程要您决定的和您的任务会出现在这里', 'What processes ask you and your tasks come here'))}
              />
            ) : null}
            {titles.map(([section, title]) => (
              <SectionOf key={section} section={section} title={title} centre={centre} state={state} />
            ))}
          </>
        )}
      </div>
      <BulkAnswer
        lines={state.chosen}
        onClear={state.clear}
        onAnswer={(outcome) => {
          centre.answer(state.chosen, outcome)
          state.clear()
        }}
      />
    </Page>
  )
}
export default TodoPage
