import './todo.css'
import { label } from '@lianke/kernel'
import { Empty, Failure, Skeleton, useFormDrawer, useModel, useText } from '@lianke/ui'
import { task } from '@lianke/fieldwork/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { TodoRow } from './todo-row.tsx'
import { useTodoCentre } from './use-todo-centre.ts'
import { useTodoState } from './use-todo-state.ts'

const shownMax = 10

const NothingDue = () => {
  const text = useText()
  const form = useFormDrawer()
  const mayPlan = Boolean(useModel().object(task.name)?.may.create)
  return (
    <Empty
      small
      icon="done"
      title={text(label('今天的事都办完了', 'Nothing is due today'))}
      help={text(label('想起什么，随手记成任务', 'Note whatever comes to mind as a task'))}
    >
      {mayPlan ? <Button onClick={() => form({ object: task.name })}>{text(label('新建任务', 'New task'))}</Button> : null}
    </Empty>
  )
}

/** What is to do now and today, answered where it stands; the rest in the to-do centre. */
const MyTodo = () => {
  const text = useText()
  const centre = useTodoCentre({ per: shownMax })
  const state = useTodoState(centre)
  const due = centre.lines.filter(({ section }) => section === 'now' || section === 'today').slice(0, shownMax)
  return (
    <section className="lk-panel lk-todo-panel">
      <header>
        <h2>{text(label('我的待办', 'My to-dos'))}</h2>
        <span className="lk-muted lk-num">{centre.data ? centre.count('now') + centre.count('today') || '' : ''}</span>
        <Link to="/todo">{text(label('全部待办', 'All to-dos'))}</Link>
      </header>
      {centre.error ? (
        <Failure small error={centre.error} retry={() => void centre.refetch()} />
      ) : centre.isPending ? (
        <Skeleton rows={4} />
      ) : due.length === 0 ? (
        <NothingDue />
      ) : (
        <ul style={{ listStyle: 'none', margin: 0, padding: '4px 0 0' }}>
          {due.map((line) => (
            <TodoRow
              key={line.id}
              line={line}
              current={false}
              selected={false}
              selectable={false}
              opened={state.opened?.id === line.id}
              chosen={state.opened?.id === line.id ? state.opened.chosen : null}
              acts={state.acts}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
export default MyTodo
