import { label, textIn, textsIn } from '@lianke/kernel'
import { FormDrawer, useText, useToast, useWords } from '@lianke/ui'
import { Checkbox, Form, Input } from 'antd'
import { duties, keepAgents, type ShownAgent, type ShownCorp, useAgain } from './corp-data.ts'

type Values = Readonly<Record<string, unknown>>
const names = ['name', 'agent_id', 'secret', 'duties', 'callback_token', 'callback_aes_key'] as const

/** The agents of a corporation as its route takes them: what is shown of the others goes back as it is, without secrets. */
export const withoutSecrets = ({ agent_id, name, paused, duties: chosen }: ShownAgent) => ({
  agent_id,
  name,
  paused,
  duties: chosen,
})

const givenOf = (values: Values, before: ShownAgent | null) => ({
  ...(before ? withoutSecrets(before) : {}),
  agent_id: Number(values.agent_id),
  name: textIn(values.name)?.trim() ?? '',
  duties: textsIn(values.duties),
  ...Object.fromEntries(
    ['secret', 'callback_token', 'callback_aes_key'].flatMap((name) => {
      const given = textIn(values[name])?.trim()
      return given ? [[name, given]] : []
    }),
  ),
})

const AgentFields = ({ agent }: { readonly agent: ShownAgent | null }) => {
  const text = useText()
  const w = useWords()
  const needed = (said: string) => ({ required: true, message: w('form.required', { field: said }) })
  const kept = agent ? text(label('已设置，重新填写会替换', 'Set; typing replaces it')) : undefined
  return (
    <>
      <Form.Item name="name" label={text(label('名称', 'Name'))}>
        <Input maxLength={40} autoFocus placeholder={text(label('如：消息助手', 'For example: Messenger'))} />
      </Form.Item>
      <Form.Item
        name="agent_id"
        label="AgentId"
        rules={[needed('AgentId'), { pattern: /^\s*\d+\s*$/, message: text(label('只有数字', 'Digits only')) }]}
      >
        <Input inputMode="numeric" autoComplete="off" disabled={agent !== null} />
      </Form.Item>
      <Form.Item name="secret" label="Secret" rules={agent ? [] : [needed('Secret')]}>
        <Input type="password" autoComplete="off" placeholder={kept} />
      </Form.Item>
      <Form.Item
        name="duties"
        label={text(label('用于', 'Used for'))}
        extra={text(label('不选的仍由主应用做', 'What is not chosen stays with the main agent'))}
      >
        <Checkbox.Group options={Object.entries(duties).map(([value, said]) => ({ value, label: text(said) }))} />
      </Form.Item>
      <Form.Item
        name="callback_token"
        label={text(label('接收消息 Token', 'Token of its messages'))}
        extra={text(
          label(
            '这个应用自己「接收消息」时才填，URL 与企业的回调地址相同',
            'Only where this app receives messages of its own; the URL is the corporation’s callback address',
          ),
        )}
      >
        <Input type="password" autoComplete="off" placeholder={agent?.has_callback ? kept : undefined} />
      </Form.Item>
      <Form.Item name="callback_aes_key" label="EncodingAESKey">
        <Input type="password" autoComplete="off" placeholder={agent?.has_callback ? kept : undefined} />
      </Form.Item>
    </>
  )
}

/** One further agent of a corporation: what it is called, its secret, what it is used for. */
export const AgentDrawer = ({
  corp,
  agent,
  close,
}: {
  readonly corp: ShownCorp
  readonly agent: ShownAgent | null
  close(): void
}) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const again = useAgain()
  const save = async (values: Values): Promise<void> => {
    const given = givenOf(values, agent)
    const others = corp.agents.filter(({ agent_id }) => agent_id !== agent?.agent_id).map(withoutSecrets)
    // A duty that is taken over is taken from who had it.
    const freed = others.map((one) => ({ ...one, duties: one.duties.filter((duty) => !given.duties.includes(duty)) }))
    await keepAgents(corp, [...freed, given]).finally(again)
    toast.done(text(label('应用已保存', 'The agent is saved')))
    close()
  }
  return (
    <FormDrawer
      title={agent ? agent.name || String(agent.agent_id) : text(label('添加应用', 'Add an agent'))}
      word={w('common.save')}
      initial={agent ? { name: agent.name, agent_id: String(agent.agent_id), duties: [...agent.duties] } : {}}
      save={save}
      fieldOf={(path) => names.find((name) => path.includes(name)) ?? (path[0] === 'agents' ? 'secret' : null)}
      close={close}
    >
      <AgentFields agent={agent} />
    </FormDrawer>
  )
}
