import type { CorpHost } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'

const lookBackSeconds = 600
const candidatesMax = 200
const pagesMax = 10

interface MassTask {
  readonly msgid: string
  readonly create_time: number
  readonly text?: { readonly content?: string }
}

/** A task of this text, sender and customer made since the attempt began. */
export const findTask = async (
  host: CorpHost,
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
      .slice(0, candidatesMax)
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
