import type { DeliveryOutcome } from '@lianke/kernel'
import type { CorpHost } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import { findTask } from './find-task.ts'
import { uploaded } from './media.ts'
import { outcomeOfError } from './outcome-of-error.ts'
import { messageBody, type MessageContent, type VendorMessage } from './message-body.rule.ts'

const rememberMs = 7 * 24 * 3_600_000
const customersMax = 10_000

export interface MassMessage {
  readonly intent: string
  readonly external_userid: string
  readonly sender: string
  readonly content: MessageContent
}
interface Task {
  readonly sender: string
  readonly body: VendorMessage
  readonly messages: readonly MassMessage[]
}
type Outcomes = Map<MassMessage, DeliveryOutcome>

const asked = (msgid: string): DeliveryOutcome => ({ status: 'asked', reference: msgid })

/** The vendor has no key by which it would know a message again: it is noted that it is being asked for. */
const attemptOf = ({ intent }: MassMessage): string => `wecom.mass:${intent}`

/** Messages of one member and one content are one task; what cannot be sent at all has its outcome already. */
const tasksOf = (messages: readonly MassMessage[], outcomes: Outcomes): readonly Task[] => {
  const whole = messages.flatMap((message) => {
    const body = messageBody(message.content)
    if (message.sender && body.ok) return [{ message, body: body.value }]
    outcomes.set(message, { status: 'refused', reason: body.ok ? 'wecom.no_sender' : body.reason })
    return []
  })
  const groups = Map.groupBy(whole, ({ message, body }) => JSON.stringify([message.sender, body]))
  return [...groups.values()].flatMap((group) => {
    const [one] = group
    if (!one) return []
    const { sender } = one.message
    return Array.from({ length: Math.ceil(group.length / customersMax) }, (_, part) => ({
      sender,
      body: one.body,
      messages: group.slice(part * customersMax, (part + 1) * customersMax).map(({ message }) => message),
    }))
  })
}

/** What was tried before may stand there already: it is looked up before it is asked for once more. Answers those that are not there. */
const notThereYet = async (host: CorpHost, { body, messages }: Task, outcomes: Outcomes): Promise<readonly MassMessage[]> => {
  const fresh: MassMessage[] = []
  const tried = await host.begin(messages.map(attemptOf), rememberMs)
  for (const message of messages) {
    const since = tried.get(attemptOf(message))
    const found = since === undefined ? null : await findTask(host, { ...message, text: body.text?.content ?? '', since })
    if (found === null) fresh.push(message)
    else outcomes.set(message, asked(found))
  }
  return fresh
}

const makeTask = async (host: CorpHost, task: Task, outcomes: Outcomes): Promise<void> => {
  try {
    const fresh = await notThereYet(host, task, outcomes)
    if (fresh.length === 0) return
    const { attachments, ...rest } = task.body
    const body = attachments ? { ...rest, attachments: await uploaded(host, attachments) } : rest
    const { msgid, fail_list = [] } = await call<{ msgid: string; fail_list?: readonly string[] }>(
      host,
      '/cgi-bin/externalcontact/add_msg_template',
      {
        body: {
          chat_type: 'single',
          external_userid: [...new Set(fresh.map(({ external_userid }) => external_userid))],
          sender: task.sender,
          ...body,
        },
      },
    )
    const failed = new Set(fail_list)
    for (const message of fresh)
      outcomes.set(
        message,
        failed.has(message.external_userid) ? { status: 'refused', reason: 'wecom.customer_cannot_receive' } : asked(msgid),
      )
  } catch (cause) {
    const outcome = outcomeOfError(cause)
    for (const message of task.messages) if (!outcomes.has(message)) outcomes.set(message, outcome)
  }
}

/**
 * Asks members to send messages to their customers (they confirm in WeCom): one task per member and content, however many customers. Nothing
 * has reached anybody then; what became of it is asked later.
 */
export const sendMessages = async (host: CorpHost, messages: readonly MassMessage[]): Promise<readonly DeliveryOutcome[]> => {
  const outcomes: Outcomes = new Map()
  for (const task of tasksOf(messages, outcomes)) await makeTask(host, task, outcomes)
  return messages.map((message) => outcomes.get(message) ?? { status: 'refused', reason: 'wecom.no_sender' })
}
