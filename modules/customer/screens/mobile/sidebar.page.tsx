import { label, type Label } from '@lianke/kernel'
import {
  Button,
  ActBar,
  type ChatApp,
  ChatFault,
  Empty,
  Failure,
  Problem,
  request,
  Screen,
  Skeleton,
  useChatApp,
  useChatApps,
  useModel,
  useRows,
  useText,
} from '@lianke/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PersonBody } from './person-body.tsx'

interface Advice {
  readonly icon: string
  readonly title: Label
  readonly help: Label
}
const outside: Advice = {
  icon: 'smartphone',
  title: label('请在{app}里打开', 'Open this inside {app}'),
  help: label(
    '侧边栏显示正在聊天的客户。在手机上打开与客户的聊天，从工具栏进入；在这里可以先从客户列表查找。',
    'The sidebar shows the customer you are chatting with: open a chat on your phone and enter from its toolbar. Here you can look in the list of customers.',
  ),
}
const unknown: Advice = {
  icon: 'user',
  title: label('这位客户不在你的客户里', 'This customer is not among yours'),
  help: label(
    '刚加的好友几秒后会出现。如果 TA 由其他同事负责，请联系主管分配给你或共享。',
    'Someone added just now appears within seconds. If a colleague owns this customer, ask your manager to assign or share.',
  ),
}
const notConnected = ({ mend }: ChatApp): Advice => ({
  icon: 'link',
  title: label('{app}还没有接通', '{app} is not connected'),
  help: mend.not_connected,
})
const noContact = ({ mend }: ChatApp): Advice => ({
  icon: 'user',
  title: label('没有拿到聊天里的客户', '{app} did not say who this is'),
  help: mend.no_contact,
})

const adviceFor = (app: ChatApp | null, error: unknown): Advice | null => {
  if (!app) return outside
  if (error instanceof ChatFault) return error.kind === 'not_loaded' ? notConnected(app) : noContact(app)
  return error instanceof Problem && error.status === 409 ? notConnected(app) : null
}

/** Beside a chat: who this is and what to do next. */
const SidebarPage = () => {
  const text = useText()
  const model = useModel()
  const app = useChatApp()
  const [first] = useChatApps()
  const contact = useQuery({
    queryKey: ['chat-contact'],
    queryFn: () => app?.currentContact(),
    enabled: app !== null,
    retry: false,
    staleTime: 0,
  })
  const who = useQuery({
    queryKey: ['person-of-contact', contact.data],
    queryFn: () => request<{ person: string | null }>('/commands/customer.of_contact', { body: contact.data }),
    enabled: Boolean(contact.data) && Boolean(model.object('customer.person')),
  })
  const asked = who.data?.person ?? null
  const found = useRows(
    'customer.person',
    { filter: { field: 'id', op: 'eq', value: asked ?? '' }, limit: 1 },
    { enabled: asked !== null },
  )
  const person = found.data?.data[0]
  const again = () => void (contact.data ? who.refetch() : contact.refetch())
  if (person)
    return (
      <Screen foot={<ActBar object="customer.person" id={person.id} />}>
        <PersonBody key={person.id} row={person} />
      </Screen>
    )
  const error = contact.error ?? who.error ?? found.error
  const said = error || !app ? adviceFor(app, error) : (who.data && asked === null) || found.data ? unknown : null
  const named = { app: text((app ?? first)?.label ?? label('聊天应用', 'the chat application')) }
  if (said)
    return (
      <Screen>
        <Empty
          icon={said.icon}
          title={text(said.title, named)}
          help={
            <>
              {text(said.help, named)}
              {said !== outside && error instanceof Error && error.message ? (
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
      </Screen>
    )
  return <Screen>{error ? <Failure error={error} retry={again} /> : <Skeleton rows={6} height={56} />}</Screen>
}
export default SidebarPage
