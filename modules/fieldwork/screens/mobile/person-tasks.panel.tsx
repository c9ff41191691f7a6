import { label } from '@lianke/kernel'
import { Section, useRows, useText } from '@lianke/ui/phone'
import { openStates, TaskLine } from './task-line.tsx'

const shownMax = 10

/** What is to do for this person, by time. Nothing to do takes no room. */
const PersonTasks = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const { data } = useRows('fieldwork.task', {
    filter: {
      and: [
        { field: 'person', op: 'eq', value: id },
        { field: 'status', op: 'in', value: openStates },
      ],
    },
    sort: ['due_at'],
    limit: shownMax,
  })
  if (!data || data.data.length === 0) return null
  return (
    <Section title={text(label('待办', 'To do'))}>
      {data.data.map((row) => (
        <TaskLine key={row.id} row={row} within={id} />
      ))}
    </Section>
  )
}
export default PersonTasks
