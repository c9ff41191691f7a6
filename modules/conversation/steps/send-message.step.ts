import { defineStep, json, label, longText, noPerson, personObject, placesIn, staffAccountField, text } from '@lianke/kernel'
import { fillingOf } from './filling-of.ts'

/** Sends a message on a channel to everyone who comes by; where staff have accounts of their own, the owner of the person is the sender unless one is named. */
export const sendMessageStep = defineStep({
  name: 'send_message',
  label: label('发消息', 'Send a message'),
  icon: 'send',
  group: 'message',
  needs: 'person',
  by: 'message',
  ignoresRuns: true,
  fields: {
    channel: text(label('渠道', 'Channel'), { required: true }),
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
    const named = typeof node.config.channel === 'string' ? node.config.channel : null
    const { channel, action } = host.channelFor('message', named) ?? { channel: named ?? '', action: `${named}.send` }
    const account = `owner.${staffAccountField(channel)}`
    const subject = typeof node.config.subject === 'string' ? node.config.subject : undefined
    const fields = placesIn(`${template} ${subject ?? ''}`)
    const persons = await host.persons(
      runs.flatMap((run) => run.person ?? []),
      [...fields, account],
    )
    host.intend(
      runs.flatMap((run) => {
        if (run.person === null) return []
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
            ...(fields.length > 0 ? { fill: fillingOf(personObject, person, fields) } : {}),
          },
          cause: run.cause,
          hops: run.hops,
        }
      }),
    )
    return runs.map((run) => (run.person === null ? { run: run.id, refused: noPerson } : { run: run.id, outlet: 'next' }))
  },
})
