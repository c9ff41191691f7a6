import { accountAddress, accountIn, type ChannelHost, type DeliveryOutcome } from '@lianke/kernel'
import { agentFor } from '../corp/agents.ts'
import { type CorpHost, corpThen } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'

const titleBytesMax = 128
const descriptionBytesMax = 512
const duplicateWindowSeconds = 1800
const recipientsMax = 1000

/** Cuts at whole characters so that the text fits the vendor's bytes. */
const cutToBytes = (text: string, bytesMax: number): string => {
  let bytes = 0
  let kept = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character, 'utf8')
    if (bytes > bytesMax) break
    kept += character
  }
  return kept
}

interface Notice {
  readonly title: string
  readonly description: string
  readonly url?: string | undefined
  readonly button?: string | undefined
}

const bodyOf = (notice: Notice): Record<string, unknown> => {
  const title = cutToBytes(notice.title, titleBytesMax)
  const description = cutToBytes(notice.description || notice.title, descriptionBytesMax)
  if (!notice.url) return { msgtype: 'text', text: { content: description === title ? title : `${title}\n${description}` } }
  const btntxt = [...(notice.button ?? '')].slice(0, 4).join('') || '查看'
  return { msgtype: 'textcard', textcard: { title, description, url: notice.url, btntxt } }
}

/** Whom the vendor did not reach; it writes accounts in small letters. */
const notReached = (given: readonly (string | undefined)[]): ReadonlySet<string> =>
  new Set(given.flatMap((one) => (one ?? '').split('|')).flatMap((one) => (one ? [one.toLowerCase()] : [])))

/** To members of one corporation, by the agent chosen for notices there. Answers the vendor's reference, and who was not reached. */
const notifyIn = async (host: CorpHost, userids: readonly string[], notice: Notice) => {
  const answer = await call<{ msgid?: string; invaliduser?: string; unlicenseduser?: string }>(host, '/cgi-bin/message/send', {
    by: 'notices',
    body: {
      touser: userids.slice(0, recipientsMax).join('|'),
      agentid: (await agentFor(host, 'notices')).agent_id,
      ...bodyOf(notice),
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateWindowSeconds,
    },
  })
  const missed = notReached([answer.invaliduser, answer.unlicenseduser])
  return { reference: answer.msgid, missed: userids.filter((one) => missed.has(one.toLowerCase())) }
}

/**
 * A text card (with an address) or a text to members, each in his corporation. The vendor drops the same content within half an hour, so a
 * repeated call sends once. Where nobody of them was reached it is refused; of whoever was left out beside others a fact tells.
 */
export const notifyStaff = async (
  host: ChannelHost,
  { intent, accounts, ...notice }: Notice & { readonly intent: string; readonly accounts: readonly string[] },
): Promise<DeliveryOutcome> => {
  if (accounts.length === 0) return { status: 'refused', reason: 'wecom.no_recipient' }
  let reference: string | undefined
  const missed: string[] = []
  for (const [issuer, members] of Map.groupBy(accounts.map(accountIn), (one) => one.issuer)) {
    const corp = await corpThen(host, issuer)
    const sent = await notifyIn(
      corp,
      members.map(({ account }) => account),
      notice,
    )
    reference ??= sent.reference
    missed.push(...sent.missed.map((account) => accountAddress(issuer, account)))
  }
  if (missed.length >= accounts.length) return { status: 'refused', reason: 'wecom.member_not_reached' }
  if (missed.length > 0)
    await host.post({
      channel: 'wecom',
      message_id: `notice_missed:${intent}`,
      kind: 'wecom.notice_missed',
      body: { userids: missed, title: notice.title },
    })
  return { status: 'sent', reference }
}
