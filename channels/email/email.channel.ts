import {
  codeOfError,
  defineChannel,
  isObject,
  messageOfError,
  label,
  longText,
  text,
  url,
  type ChannelHost,
  type DeliveryOutcome,
  type DeliveryRequest,
} from '@lianke/kernel'
import { htmlOf, messageIdOf } from './letter.rule.ts'

const timeoutMs = 20_000
const setupRetryMs = 15 * 60_000
const textIn = (content: Record<string, unknown>, name: string): string =>
  typeof content[name] === 'string' ? (content[name] as string).trim() : ''

/** Sends one letter by SMTP. 5xx is refused, 4xx and silence are tried again, a wrong password waits for an administrator. */
export const deliver = async (host: ChannelHost, request: DeliveryRequest): Promise<DeliveryOutcome> => {
  if (request.action !== 'email.send') return { status: 'refused', reason: 'email.unknown_action' }
  const to = request.address?.value ?? ''
  const from = await host.setting<string>('email.from')
  const server = await host.setting<string>('email.host')
  const plain = textIn(request.content, 'text')
  const unsubscribe = textIn(request.content, 'unsubscribe_url')
  if (!server || !from) return { status: 'refused', reason: 'email.not_configured' }
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(to)) return { status: 'refused', reason: 'email.no_address' }
  if (plain === '') return { status: 'refused', reason: 'email.empty_text' }
  const security = await host.setting<string>('email.security')
  const user = await host.setting<string>('email.user')
  // Loaded by the first letter: many installations send none.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host: server,
    port: await host.setting<number>('email.port'),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    auth: user ? { user, pass: (await host.secret('email.password')) ?? '' } : undefined,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const sent = await transport.sendMail({
      from: { name: await host.setting<string>('email.from_name'), address: from },
      to: { name: '', address: to },
      subject: textIn(request.content, 'subject') || (plain.split('\n')[0] ?? '').slice(0, 80),
      text: plain,
      html: htmlOf(plain),
      messageId: messageIdOf(request.intent, from),
      headers: unsubscribe
        ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : undefined,
    })
    return { status: 'sent', reference: sent.messageId }
  } catch (cause) {
    const answered = isObject(cause) ? Number(cause.responseCode ?? 0) : 0
    if (codeOfError(cause) === 'EAUTH') return { status: 'retry', reason: 'email.wrong_password', afterMs: setupRetryMs }
    if (answered >= 500) return { status: 'refused', reason: `email.smtp_${answered}` }
    return { status: 'retry', reason: messageOfError(cause) }
  } finally {
    transport.close()
  }
}

/** Letters by SMTP. */
export const email = defineChannel({
  name: 'email',
  label: label('邮件', 'Email'),
  actions: [
    {
      name: 'email.send',
      does: 'message',
      label: label('发邮件', 'Send an email'),
      address: 'email',
      touches: true,
      fields: {
        subject: text(label('标题', 'Subject'), { max: 200 }),
        text: longText(label('正文', 'Text'), { required: true, max: 100_000 }),
        unsubscribe_url: url(label('退订地址', 'Unsubscribe address')),
      },
    },
  ],
  deliver,
  rate: () => ({ perSecond: 5, burst: 20 }),
})
