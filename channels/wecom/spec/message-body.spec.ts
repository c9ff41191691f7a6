import { describe, expect, it } from 'vitest'
import { messageBody, messageIn } from '../send/message-body.rule.ts'

const link = { msgtype: 'link', link: { title: '会员日', url: 'https://a.example' } }
const judged = (given: Record<string, unknown>) => messageBody(messageIn(given))

describe('the body of a message to a customer', () => {
  it.each([
    ['a text, without the white space around it', { text: ' 您好 \n' }, { text: { content: '您好' } }],
    ['an attachment alone', { attachments: [link] }, { attachments: [link] }],
    ['both', { text: '您好', attachments: [link] }, { text: { content: '您好' }, attachments: [link] }],
    ['a text of exactly 4000 bytes', { text: 'a'.repeat(4000) }, { text: { content: 'a'.repeat(4000) } }],
    [
      'nine attachments',
      { attachments: Array.from({ length: 9 }, () => link) },
      { attachments: Array.from({ length: 9 }, () => link) },
    ],
    ['a text beside what is no list', { text: '您好', attachments: 'none' }, { text: { content: '您好' } }],
  ])('is %s', (_case, given, value) => {
    expect(judged(given)).toEqual({ ok: true, value })
  })
  it.each([
    ['nothing at all', {}, 'wecom.empty_message'],
    ['white space only', { text: ' \n ' }, 'wecom.empty_message'],
    ['what is no text', { text: 5 }, 'wecom.empty_message'],
    ['4001 bytes', { text: 'a'.repeat(4001) }, 'wecom.text_too_long'],
    ['1334 characters of three bytes', { text: '您'.repeat(1334) }, 'wecom.text_too_long'],
    ['ten attachments', { attachments: Array.from({ length: 10 }, () => link) }, 'wecom.too_many_attachments'],
    ['a kind nobody knows', { attachments: [{ msgtype: 'voice', voice: { media_id: 'm' } }] }, 'wecom.bad_attachment'],
    ['a kind without its part', { attachments: [link, { msgtype: 'image', link: {} }] }, 'wecom.bad_attachment'],
    ['an attachment that is none', { attachments: [null] }, 'wecom.bad_attachment'],
  ])('is refused: %s', (_case, given, reason) => {
    expect(judged(given)).toEqual({ ok: false, reason })
  })
})
