import { type ChannelHost, type DeliveryOutcome, type DeliveryRequest, surely } from '@lianke/kernel'
import { type CorpHost, corpThen, placeOf } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import { deleteContactWay, saveContactWay } from '../contact-way/contact-way.ts'
import { type MassMessage, sendMessages } from './mass-message.ts'
import { messageIn } from './message-body.rule.ts'
import { notifyStaff } from './notify-staff.ts'
import { outcomeOfError } from './outcome-of-error.ts'
import { welcome } from './welcome.ts'

type Act = (host: CorpHost, request: DeliveryRequest) => Promise<DeliveryOutcome>

const textIn = (content: Record<string, unknown>, name: string): string =>
  typeof content[name] === 'string' ? (content[name] as string) : ''
const listIn = (content: Record<string, unknown>, name: string): readonly string[] =>
  Array.isArray(content[name]) ? (content[name] as unknown[]).filter((each): each is string => typeof each === 'string') : []
const customerOf = (request: DeliveryRequest): string => request.address?.value ?? textIn(request.content, 'external_userid')
const massMessageOf = (request: DeliveryRequest): MassMessage => ({
  intent: request.intent,
  external_userid: customerOf(request),
  sender: textIn(request.content, 'sender'),
  content: messageIn(request.content),
})

const acts: Readonly<Record<string, Act>> = {
  'wecom.send_welcome': (host, { content }) =>
    welcome(host, { welcome_code: textIn(content, 'welcome_code'), content: messageIn(content) }),
  'wecom.send_message': async (host, request) =>
    surely((await sendMessages(host, [massMessageOf(request)]))[0], 'one message has one outcome'),
  'wecom.mark_tag': async (host, request) => {
    const add_tag = listIn(request.content, 'add_tag_ids')
    const remove_tag = listIn(request.content, 'remove_tag_ids')
    if (add_tag.length + remove_tag.length === 0) return { status: 'refused', reason: 'wecom.no_tag' }
    await call(host, '/cgi-bin/externalcontact/mark_tag', {
      body: { userid: textIn(request.content, 'userid'), external_userid: customerOf(request), add_tag, remove_tag },
    })
    return { status: 'sent' }
  },
  'wecom.update_remark': async (host, request) => {
    const given = Object.entries({ remark: 20, description: 150, remark_company: 20 }).flatMap(([name, max]) =>
      typeof request.content[name] === 'string' ? [[name, [...textIn(request.content, name)].slice(0, max).join('')]] : [],
    )
    const phones = Array.isArray(request.content.remark_mobiles) ? listIn(request.content, 'remark_mobiles') : null
    if (given.length === 0 && !phones) return { status: 'refused', reason: 'wecom.empty_remark' }
    await call(host, '/cgi-bin/externalcontact/remark', {
      body: {
        userid: textIn(request.content, 'userid'),
        external_userid: customerOf(request),
        ...Object.fromEntries(given),
        ...(phones ? { remark_mobiles: phones.length ? phones : [''] } : {}),
      },
    })
    return { status: 'sent' }
  },
  'wecom.save_contact_way': async (host, { intent, content }) => {
    const { way, outcome } = await saveContactWay(host, {
      state: textIn(content, 'state'),
      users: listIn(content, 'users'),
      departments: (Array.isArray(content.departments) ? content.departments : []).map(Number),
      remark: textIn(content, 'remark'),
      skip_verify: content.skip_verify !== false,
      requested_at: textIn(content, 'requested_at') || host.now(),
      config_id: textIn(content, 'config_id') || null,
    })
    await host.post({
      channel: 'wecom',
      message_id: `contact_way_saved:${intent}`,
      kind: 'wecom.contact_way_saved',
      body: { ...placeOf(host), state: way.state, config_id: way.config_id, qr_code: way.qr_code, outcome },
    })
    return { status: 'sent', reference: way.config_id }
  },
  'wecom.delete_contact_way': async (host, { intent, content }) => {
    const config_id = textIn(content, 'config_id')
    await deleteContactWay(host, config_id)
    await host.post({
      channel: 'wecom',
      message_id: `contact_way_deleted:${intent}`,
      kind: 'wecom.contact_way_deleted',
      body: { ...placeOf(host), state: textIn(content, 'state'), config_id },
    })
    return { status: 'sent', reference: config_id }
  },
}

const notifyAct = (host: ChannelHost, { intent, content }: DeliveryRequest): Promise<DeliveryOutcome> =>
  notifyStaff(host, {
    intent,
    accounts: listIn(content, 'userids'),
    title: textIn(content, 'title'),
    description: textIn(content, 'description'),
    url: textIn(content, 'url') || undefined,
    button: textIn(content, 'button') || undefined,
  })

/** In which corporation a request is carried out: where its customer is, else the one it names, else the first. */
export const issuerOf = ({ address, content }: Pick<DeliveryRequest, 'address' | 'content'>): string =>
  address?.issuer || textIn(content, 'issuer')

/** Carries out one request. What time heals is a retry, what an administrator must mend is a slow retry, everything else is refused with its code. */
export const deliver = async (host: ChannelHost, request: DeliveryRequest): Promise<DeliveryOutcome> => {
  const act = acts[request.action]
  try {
    if (request.action === 'wecom.notify_staff') return await notifyAct(host, request)
    if (!act) return { status: 'refused', reason: 'wecom.unknown_action' }
    return await act(await corpThen(host, issuerOf(request)), request)
  } catch (cause) {
    return outcomeOfError(cause)
  }
}

/** Messages by tasks that members confirm, as many as are due; each corporation has tasks of its own, and one that fails holds up no other. */
export const deliverMessages = async (
  host: ChannelHost,
  requests: readonly DeliveryRequest[],
): Promise<readonly DeliveryOutcome[]> => {
  const outcomes = new Map<DeliveryRequest, DeliveryOutcome>()
  for (const [issuer, set] of Map.groupBy(requests, issuerOf)) {
    const sent = await sendMessages(await corpThen(host, issuer), set.map(massMessageOf))
    for (const [at, request] of set.entries()) outcomes.set(request, surely(sent[at], 'every message has an outcome'))
  }
  return requests.map((request) => surely(outcomes.get(request), 'every request has an outcome'))
}
