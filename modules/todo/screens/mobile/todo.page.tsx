import './todo.css'
import { label, type Label } from '@lianke/kernel'
import { useState } from 'react'
import { Empty, Failure, Screen, Section, Skeleton, useText } from '@lianke/ui/phone'
import type { Section as Part } from '../../queries/todo-entries.query.ts'
import { AnswerSeveral } from './answer-several.tsx'
import { TodoLines } from './todo-lines.tsx'
import { useTodoCentre } from './use-todo-centre.ts'

const titles: readonly (readonly [Part, Label])[] = [
  ['now', label('现在', 'Now')],
  ['today', label('今天', 'Today')],
  ['later', label('以后', 'Later')],
  ['waiting', label('等别人', 'Waiting for others')],
  ['done', label('最近完成', 'Done')],
]

/** What one has to do, under the thumb. */
const TodoPage = () => {
  const text = useText()
  const centre = useTodoCentre()
  const { lines, count, error, isPending, refetch } = centre
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const pick = (id: string) =>
    setPicked((old) => (old?.has(id) ? new Set([...old].filter((one) => one !== id)) : new Set([...(old ?? []), id])))
  const chosen = lines.filter(({ id, may }) => picked?.has(id) && may.includes('answer'))
  const several = lines.filter(({ may }) => may.includes('answer')).length > 1
  const shown = titles.filter(([part]) => lines.some(({ section }) => section === part))
  return (
    <Screen
      title={text(label('待办', 'To do'))}
      back="/"
      end={
        several || picked ? (
          <button type="button" className="lkm-link" onClick={() => setPicked(picked ? null : new Set())}>
            {picked ? text(label('取消', 'Cancel')) : text(label('选择', 'Select'))}
          </button>
        ) : null
      }
      foot={
        picked ? (
          <AnswerSeveral
            lines={chosen}
            onAnswer={(outcome) => {
              centre.answer(chosen, outcome)
              setPicked(null)
            }}
          />
        ) : null
      }
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton rows={6} height={56} />
      ) : shown.length === 0 ? (
        <Empty icon="done" title={text(label('都处理完了', 'Nothing waits for you'))} />
      ) : (
        shown.map(([part, title]) => (
          <Section
            key={part}
            title={
              <>
                {text(title)} <span className="lk-muted lk-num">{count(part)}</span>
              </>
            }
          >
            <TodoLines
              lines={lines.filter(({ section }) => section === part)}
              picking={picked ? { picked, pick } : null}
              centre={centre}
            />
          </Section>
        ))
      )}
    </Screen>
  )
}
export default TodoPage
