import './todo.css'
import { label } from '@lianke/kernel'
import { Empty, Failure, Screen, Section, Skeleton, usePathPart, useText } from '@lianke/ui/phone'
import { useNavigate } from '@tanstack/react-router'
import { AnswerForm } from './answer-sheet.tsx'
import { LineFacts } from './line-facts.tsx'
import { useTodoCentre } from './use-todo-centre.ts'

/** One item, as a message leads to it: answered with one tap. */
const ItemPage = () => {
  const text = useText()
  const navigate = useNavigate()
  const id = usePathPart('id')
  const { lines, answer, error, isPending, refetch } = useTodoCentre({ per: 1, id })
  const line = lines.find((one) => one.id === id)
  return (
    <Screen title={text(label('待办', 'To do'))} back="/todo">
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton rows={4} height={56} />
      ) : !line ? (
        <Empty icon="done" title={text(label('不用再处理了', 'Nothing waits here any more'))} />
      ) : (
        <Section title={line.title}>
          {line.may.includes('answer') ? (
            <AnswerForm
              line={line}
              chosen={null}
              onAnswer={(outcome, more) => {
                answer([line], outcome, more)
                void navigate({ to: '/todo', replace: true })
              }}
            />
          ) : (
            <>
              <LineFacts line={line} />
              {line.result ? <p className="lkm-note">{line.result}</p> : null}
            </>
          )}
        </Section>
      )}
    </Screen>
  )
}
export default ItemPage
