import type { AskedDelivery, ChannelHost, Confirmation } from '@lianke/kernel'
import { type CorpHost, corpThen } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import { WecomError } from '../api/wecom-error.ts'
import { issuerOf } from './deliver.ts'

/** Tasks asked for at a time; the others wait for the next. */
const tasksMax = 50
const pagesMax = 20
const pageMax = 1000

interface Row {
  readonly external_userid?: string
  readonly status?: number
  readonly send_time?: number
}

const confirmationOf = ({ status, send_time }: Row): Confirmation => {
  if (status === 1) return { status: 'sent', ...(send_time ? { at: new Date(send_time * 1000).toISOString() } : {}) }
  if (status === 2) return { status: 'refused', reason: 'wecom.no_friend' }
  if (status === 3) return { status: 'refused', reason: 'wecom.had_another' }
  return { status: 'asked' }
}

/** What became of one member's part of a task, by customer. */
const resultOf = async (
  host: CorpHost,
  { msgid, userid }: { msgid: string; userid: string },
): Promise<ReadonlyMap<string, Confirmation>> => {
  const found = new Map<string, Confirmation>()
  let cursor = ''
  for (let page = 0; page < pagesMax; page++) {
    const answer: { send_list?: readonly Row[]; next_cursor?: string } = await call(
      host,
      '/cgi-bin/externalcontact/get_groupmsg_send_result',
      { body: { msgid, userid, limit: pageMax, ...(cursor ? { cursor } : {}) } },
    )
    for (const row of answer.send_list ?? []) found.set(row.external_userid ?? '', confirmationOf(row))
    cursor = answer.next_cursor ?? ''
    if (!cursor) break
  }
  return found
}

const senderOf = ({ content }: AskedDelivery): string => (typeof content.sender === 'string' ? content.sender : '')

/**
 * Whether the members have sent what they were asked to: one question per task and member. A task that the corp does not know any more, or
 * that was called off, reaches nobody.
 */
const confirmIn = async (
  host: CorpHost,
  asked: readonly AskedDelivery[],
  said: Map<AskedDelivery, Confirmation>,
): Promise<void> => {
  const tasks = [...Map.groupBy(asked, (one) => JSON.stringify([one.reference, senderOf(one)])).values()].slice(0, tasksMax)
  for (const task of tasks) {
    const [first] = task
    if (!first) continue
    try {
      const result = await resultOf(host, { msgid: first.reference, userid: senderOf(first) })
      for (const one of task) said.set(one, result.get(one.address?.value ?? '') ?? { status: 'asked' })
    } catch (cause) {
      // What was learned of other tasks is kept; the rest is asked again later.
      if (!(cause instanceof WecomError) || cause.kind === 'stop' || cause.kind === 'token') break
      for (const one of task) said.set(one, { status: 'refused', reason: `wecom.${cause.errcode}` })
    }
  }
}

/** The same for every corporation of the company: one that does not answer leaves what the others say. */
export const confirm = async (host: ChannelHost, asked: readonly AskedDelivery[]): Promise<readonly Confirmation[]> => {
  const said = new Map<AskedDelivery, Confirmation>()
  for (const [issuer, set] of Map.groupBy(asked, issuerOf)) await confirmIn(await corpThen(host, issuer), set, said)
  return asked.map((one) => said.get(one) ?? { status: 'asked' })
}
