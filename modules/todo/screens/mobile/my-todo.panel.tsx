import './todo.css'
import { label } from '@lianke/kernel'
import { Failure, Section, Skeleton, useText } from '@lianke/ui/phone'
import { Link } from '@tanstack/react-router'
import { TodoLines } from './todo-lines.tsx'
import { useTodoCentre } from './use-todo-centre.ts'

const shownMax = 20
const nextMax = 3

/** What is to do now and today; when nothing is, what comes next. */
const MyTodo = () => {
  const text = useText()
  const centre = useTodoCentre({ per: shownMax })
  const { lines, count, data, error, refetch } = centre
  const due = lines.filter(({ section }) => section === 'now' || section === 'today')
  const next = lines.filter(({ section }) => section === 'later').slice(0, nextMax)
  return (
    <Section
      title={
        <>
          {text(label('待办', 'To do'))}{' '}
          <span className="lk-muted lk-num">{data ? count('now') + count('today') || '' : ''}</span>
        </>
      }
      end={
        <Link className="lkm-link" to="/todo">
          {text(label('全部待办', 'All to-dos'))}
        </Link>
      }
    >
      {error ? (
        <Failure small error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={3} height={56} />
      ) : (
        <>
          {due.length === 0 ? (
            <p className="lkm-note" style={{ paddingTop: 0 }}>
              {text(label('今天的事都办完了。', 'Nothing is due today.'))}
              {next.length > 0 ? text(label('接下来：', ' Next:')) : ''}
            </p>
          ) : null}
          <TodoLines lines={due.length > 0 ? due : next} centre={centre} />
        </>
      )}
    </Section>
  )
}
export default MyTodo
