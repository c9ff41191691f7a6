import {
  defineStep,
  type Filling,
  json,
  label,
  longText,
  option,
  personObject,
  placesIn,
  select,
  staffAccountField,
  text,
} from '@lianke/kernel'

const usualChannel = 'wecom'

/** What the places of a text stand for, of one person: the text is filled where it is sent or shown. */
export const fillingOf = (person: Record<string, unknown> | undefined, fields: readonly string[]): Filling => ({
  object: personObject,
  values: Object.fromEntries(fields.map((name) => [name, person?.[name] ?? null])),
})

/** Sends a message on a channel to everyone who comes by; where staff have accounts of their own, the owner of the person is the sender unless one is named. */
export const sendMessageStep = defineStep({
  name: 'send_message',
  label: label('发消息', 'Send a message'),
  icon: 'send',
  group: 'message',
  fields: {
    channel: select(label('渠道', 'Channel'), {
      required: true,
      default: usualChannel,
      options: [
        option('wecom', '企业微信', 'WeCom'),
        option('email', '邮件', 'Email'),
        option('sms', '短信', 'SMS'),
        option('webhook', 'Webhook', 'Webhook'),
      ],
    }),
    text: longText(label('内容', 'Text'), {
      required: true,
      max: 4000,
      help: label('{name} 代表客户姓名', '{name} stands for the name'),
    }),
    subject: text(label('标题', 'Subject'), { max: 200 }),
    attachments: json(label('附件', 'Attachments')),
    sender: text(label('发送成员', 'Sender'), { max: 64 }),
  },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    const template = String(node.config.text ?? '')
    const channel = String(node.config.channel ?? usualChannel)
    const action = host.actionThat(channel, 'message') ?? `${channel}.send`
    const account = `owner.${staffAccountField(channel)}`
    const subject = typeof node.config.subject === 'string' ? node.config.subject : undefined
    const fields = placesIn(`${template} ${subject ?? ''}`)
    const persons = await host.persons(
      runs.map((run) => run.person),
      [...fields, account],
    )
    host.intend(
      runs.map((run) => {
        const person = persons.get(run.person)
        const sender = node.config.sender ?? person?.[account]
        return {
          key: `${run.id}:${node.id}:${run.entered_at}`,
          channel,
          action,
          person: run.person,
          content: {
            text: template,
            subject,
            attachments: node.config.attachments,
            sender,
            ...(fields.length > 0 ? { fill: fillingOf(person, fields) } : {}),
          },
          cause: run.cause,
          hops: run.hops,
        }
      }),
    )
    return runs.map((run) => ({ run: run.id, outlet: 'next' }))
  },
})
