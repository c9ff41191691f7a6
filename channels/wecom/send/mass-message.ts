import type { ChannelHost, DeliveryOutcome } from '@lianke/kernel'
import { call } from '../api/client.ts'
import { messageBody, type MessageContent } from './message-body.rule.ts'

const rememberMs = 7 * 24 * 3_600_000
const lookBackSeconds = 600
const sendersMax = 200
const pagesMax = 10

interface Attempt {
  readonly started_at: string
}
interface MassTask {
  readonly msgid: string
  readonly create_time: number
  readonly text?: { readonly content?: string }
}

/**
 * Asks one member to send a message to one customer (the member confirms in WeCom). The vendor has no idempotency key, so the attempt is
 * noted before the call; when a note exists the task may exist too, and it is looked up among the recent ones before another is made.
 */
export const sendMessage = async (
  host: ChannelHost,
  input: { intent: string; external_userid: string; sender: string; content: MessageContent },
): Promise<DeliveryOutcome> => {
  if (!input.sender) return { status: 'refused', reason: 'wecom.no_sender' }
  const body = messageBody(input.content)
  if (!body.ok) return { status: 'refused', reason: body.reason }
  let first = false
  const attempt = await host.shared<Attempt>(
    `wecom.mass:${input.intent}`,
    () => rememberMs,
    async () => {
      first = true
      return { started_at: host.now() }
    },
  )
  const found = first ? null : await findTask(host, { ...input, text: body.value.text?.content ?? '', since: attempt.started_at })
  if (found) return { status: 'sent', reference: found }
  const answer = await call<{ msgid: string; fail_list?: readonly string[] }>(host, '/cgi-bin/externalcontact/add_msg_template', {
    body: { chat_type: 'single', external_userid: [input.external_userid], sender: input.sender, ...body.value },
  })
  if (answer.fail_list?.includes(input.external_userid)) return { status: 'refused', reason: 'wecom.customer_cannot_receive' }
  return { status: 'sent', reference: answer.msgid }
}

/** A task of this text, sender and customer made since the attempt began. */
const findTask = async (
  host: ChannelHost,
  wanted: { external_userid: string; sender: string; text: string; since: string },
): Promise<string | null> => {
  const start = Math.floor(Date.parse(wanted.since) / 1000) - 5
  const end = Math.max(start + lookBackSeconds, Math.ceil(Date.parse(host.now()) / 1000))
  let cursor = ''
  for (let page = 0; page < pagesMax; page++) {
    const answer: { group_msg_list?: readonly MassTask[]; next_cursor?: string } = await call(
      host,
      '/cgi-bin/externalcontact/get_groupmsg_list_v2',
      {
        body: {
          chat_type: 'single',
          start_time: start,
          end_time: end,
          filter_type: 2,
          limit: 100,
          ...(cursor ? { cursor } : {}),
        },
      },
    )
    const candidates = (answer.group_msg_list ?? [])
      .filter((task) => (task.text?.content ?? '') === wanted.text)
      .slice(0, sendersMax)
    for (const task of candidates) {
      const result = await call<{ send_list?: readonly { external_userid?: string }[] }>(
        host,
        '/cgi-bin/externalcontact/get_groupmsg_send_result',
        {
          body: { msgid: task.msgid, userid: wanted.sender, limit: 1000 },
        },
      )
      if (result.send_list?.some((row) => row.external_userid === wanted.external_userid)) return task.msgid
    }
    cursor = answer.next_cursor ?? ''
    if (!cursor) return null
  }
  return null
}
