import { label, type Label } from '@lianke/kernel'
import {
  Button,
  ActBar,
  ClientFault,
  currentContact,
  Empty,
  Failure,
  inWecom,
  Problem,
  request,
  Screen,
  Skeleton,
  useModel,
  useRows,
  useText,
} from '@lianke/ui/mobile'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PersonBody } from './person-body.tsx'

interface Advice {
  readonly icon: string
  readonly title: Label
  readonly help: Label
}
const advice = {
  outside: {
    icon: 'smartphone',
    title: label('请在企业微信里打开', 'Open this inside WeCom'),
    help: label(
      '侧边栏显示正在聊天的客户。在手机企业微信里打开与客户的聊天，从工具栏进入；在这里可以先从客户列表查找。',
      'The sidebar shows the customer you are chatting with: open a chat in WeCom and enter from its toolbar. Here you can look in the list of customers.',
    ),
  },
  not_connected: {
    icon: 'link',
    title: label('企业微信还没有接通', 'WeCom is not connected'),
    help: label(
      '请管理员在“渠道 › 企业微信”检查应用的 AgentId、Secret 和可信域名。',
      'Ask an administrator to check AgentId, secret and trusted domain in Channels › WeCom.',
    ),
  },
  no_contact: {
    icon: 'user',
    title: label('没有拿到聊天里的客户', 'WeCom did not say who this is'),
    help: label(
      '请从与外部联系人的单聊里打开侧边栏；仍不行时请管理员确认应用已加入客户联系的可调用应用。',
      'Open the sidebar from a chat with one external contact. If it persists, an administrator adds the app to those that may call customer contact.',
    ),
  },
  unknown: {
    icon: 'user',
    title: label('这位客户不在你的客户里', 'This customer is not among yours'),
    help: label(
      '刚加的好友几秒后会出现。如果 TA 由其他同事负责，请联系主管分配给你或共享。',
      'Someone added just now appears within seconds. If a colleague owns this customer, ask your manager to assign or share.',
    ),
  },
} satisfies Record<string, Advice>

const adviceFor = (error: unknown): Advice | null => {
  if (error instanceof ClientFault)
    return !inWecom() ? advice.outside : error.kind === 'not_loaded' ? advice.not_connected : advice.no_contact
  return error instanceof Problem && error.status === 409 ? advice.not_connected : null
}

/** Beside a chat in WeCom: who this is and what to do next. */
const SidebarPage = () => {
  const text = useText()
  const model = useModel()
  const contact = useQuery({ queryKey: ['wecom-contact'], queryFn: currentContact, retry: false, staleTime: 0 })
  const who = useQuery({
    queryKey: ['person-of-contact', contact.data],
    queryFn: () =>
      request<{ person: string | null }>('/commands/customer.of_contact', { body: { external_userid: contact.data ?? '' } }),
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
  const said = error ? adviceFor(error) : (who.data && asked === null) || found.data ? advice.unknown : null
  if (said)
    return (
      <Screen>
        <Empty
          icon={said.icon}
          title={text(said.title)}
          help={
            <>
              {text(said.help)}
              {said !== advice.outside && error instanceof Error && error.message ? (
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
