import { label } from '@lianke/kernel'
import { Icon, Line, Section, useMoment, useText, useWaiting } from '@lianke/ui/phone'

/** Follow-ups about this person that wait on this phone for the network. */
const WaitingFollowUps = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const { ago } = useMoment()
  const waiting = useWaiting(id)
  if (waiting.length === 0) return null
  return (
    <Section title={text(label('等待发送', 'Waiting to be sent'))}>
      {waiting.map((entry) => (
        <Line
          key={entry.id}
          lead={<Icon name={entry.refused ? 'warning' : 'hourglass'} size={18} />}
          title={<span>{entry.said}</span>}
          note={ago(new Date(entry.at).toISOString())}
        />
      ))}
    </Section>
  )
}
export default WaitingFollowUps
