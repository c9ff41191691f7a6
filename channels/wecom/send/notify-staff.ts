import type { ChannelHost, DeliveryOutcome } from '@lianke/kernel'
import { call } from '../api/client.ts'

const titleBytesMax = 128
const descriptionBytesMax = 512
const duplicateWindowSeconds = 1800

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

/** A text card (with an address) or a text to members. The vendor drops the same content within half an hour, so a repeated call sends once. */
export const notifyStaff = async (
  host: ChannelHost,
  input: { userids: readonly string[]; title: string; description: string; url?: string; button?: string },
): Promise<DeliveryOutcome> => {
  if (input.userids.length === 0) return { status: 'refused', reason: 'wecom.no_recipient' }
  const title = cutToBytes(input.title, titleBytesMax)
  const description = cutToBytes(input.description || input.title, descriptionBytesMax)
  const message = input.url
    ? {
        msgtype: 'textcard',
        textcard: { title, description, url: input.url, btntxt: [...(input.button ?? '')].slice(0, 4).join('') || '查看' },
      }
    : { msgtype: 'text', text: { content: description === title ? title : `${title}\n${description}` } }
  const answer = await call<{ msgid?: string; invaliduser?: string }>(host, '/cgi-bin/message/send', {
    body: {
      touser: input.userids.slice(0, 1000).join('|'),
      agentid: await host.setting<number>('wecom.agent_id'),
      ...message,
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateWindowSeconds,
    },
  })
  return { status: 'sent', reference: answer.msgid }
}
