import { label } from '@lianke/kernel'
import { ActBar, Button, Empty, Failure, Screen, Skeleton, useChatApp, useChatApps, useText } from '@lianke/ui/phone'
import { Link } from '@tanstack/react-router'
import { PersonBody } from './person-body.tsx'
import { type Advice, adviceFor, outside, unknown } from './sidebar-advice.ts'
import { usePersonBeside } from './use-person-beside.ts'

/** Why nobody is shown, in the words of the chat application, and what went wrong in its own. */
const Advised = ({ advice, error, again }: { readonly advice: Advice; readonly error: Error | null; again(): void }) => {
  const text = useText()
  const app = useChatApp()
  const [first] = useChatApps()
  const named = { app: text((app ?? first)?.label ?? label('聊天应用', 'the chat application')) }
  return (
    <Empty
      icon={advice.icon}
      title={text(advice.title, named)}
      help={
        <>
          {text(advice.help, named)}
          {advice !== outside && error?.message ? (
            <>
              <br />
              <code>{error.message}</code>
            </>
          ) : null}
        </>
      }
    >
      <Button onClick={again}>{text(label('再试一次', 'Try again'))}</Button>
      <Link className="lkm-link" to="/customers">
        {text(label('客户列表', 'Customers'))}
      </Link>
    </Empty>
  )
}

/** Beside a chat: who this is and what to do next. */
const SidebarPage = () => {
  const { app, person, notOurs, error, again } = usePersonBeside()
  if (person)
    return (
      <Screen foot={<ActBar object="customer.person" id={person.id} />}>
        <PersonBody key={person.id} row={person} />
      </Screen>
    )
  const advice = error || !app ? adviceFor(app, error) : notOurs ? unknown : null
  if (advice)
    return (
      <Screen>
        <Advised advice={advice} error={error} again={again} />
      </Screen>
    )
  return <Screen>{error ? <Failure error={error} retry={again} /> : <Skeleton rows={6} height={56} />}</Screen>
}
export default SidebarPage
