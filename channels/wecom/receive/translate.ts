import { type ChannelHost, type Envelope, textIn, type Translated } from '@lianke/kernel'
import { type CorpHost, corpThen, placeOf } from '../corp/corp-host.ts'
import { WecomError } from '../api/wecom-error.ts'
import { call } from '../api/client.ts'
import type { ContactAnswer, FollowUser } from '../api/external-contact.ts'
import { chatTold } from './chat-told.ts'
import { contactPayload, contactTraits, identifiersOf, reachedBy } from './contact-facts.rule.ts'
import { factsOfPage, syncPageKind } from '../sync/sync-page.ts'
import { childrenOf, textOf } from './read-xml.rule.ts'
import { tagTold } from './tag-told.ts'
import { ids, one, type Told, type Translator, withContact } from './told.ts'

const secondsToIso = (seconds: number): string => new Date(seconds * 1000).toISOString()

/** More pages of followers than any customer has: five hundred each. */
const followersPagesMax = 20
const isOf = (userid: string) => (each: FollowUser) => each.userid.toLowerCase() === userid.toLowerCase()

/** Reads the customer and what this member says of him; null when the relation is already gone, so that the event is still told with what it says itself. */
const readContact = async (
  host: CorpHost,
  { userid, external_userid }: { readonly userid: string; readonly external_userid: string },
): Promise<{ contact: ContactAnswer['external_contact']; follow: FollowUser | undefined } | null> => {
  try {
    let cursor = ''
    for (let page = 1; ; page++) {
      const answer: ContactAnswer = await call<ContactAnswer>(host, '/cgi-bin/externalcontact/get', {
        query: { external_userid, ...(cursor ? { cursor } : {}) },
      })
      const follow = answer.follow_user.find(isOf(userid))
      cursor = answer.next_cursor ?? ''
      if (follow || !cursor || page === followersPagesMax) return { contact: answer.external_contact, follow }
    }
  } catch (cause) {
    if (cause instanceof WecomError && (cause.kind === 'gone' || cause.kind === 'permission')) return null
    throw cause
  }
}

const contactTold =
  (name: string, extra: (told: Told) => Record<string, unknown> = () => ({})): Translator =>
  async (host, told) => {
    const { userid, external_userid } = ids(told)
    const read = await readContact(host, { userid, external_userid })
    const state = textOf(told.event.State) || read?.follow?.state || ''
    const payload = { ...contactPayload(userid, external_userid, read?.follow), state, ...extra(told) }
    return one(told, name, payload, {
      identifiers: identifiersOf(told.corp, read?.contact ?? { external_userid }),
      traits: read ? contactTraits(read.contact) : undefined,
    })
  }

const staffTold: Translator = async (_host, told) => {
  const { event } = told
  return one(told, 'wecom.staff_seen', {
    userid: textOf(event.NewUserID) || textOf(event.UserID),
    ...(event.NewUserID ? { old_userid: textOf(event.UserID) } : {}),
    ...(event.Name ? { name: textOf(event.Name) } : {}),
    ...(event.Alias ? { alias: textOf(event.Alias) } : {}),
    ...(event.Position ? { position: textOf(event.Position) } : {}),
    ...(event.Department ? { departments: textOf(event.Department).split(',').map(Number) } : {}),
    ...(event.MainDepartment ? { main_department: Number(textOf(event.MainDepartment)) } : {}),
    ...(event.Status ? { status: Number(textOf(event.Status)) } : {}),
    ...reachedBy({ mobile: textOf(event.Mobile), email: textOf(event.Email), biz_mail: textOf(event.BizMail) }),
  })
}

const departmentTold: Translator = async (_host, told) =>
  one(told, 'wecom.department_seen', {
    id: Number(textOf(told.event.Id)),
    name: textOf(told.event.Name),
    ...(told.event.ParentId ? { parent: Number(textOf(told.event.ParentId)) } : {}),
    ...(told.event.Order ? { order: Number(textOf(told.event.Order)) } : {}),
  })

const acquisitionTold: Translator = async (_host, told) => {
  const { event } = told
  const { userid, external_userid } = ids(told)
  const expires = Number(textOf(event.ExpireTime))
  return one(
    told,
    'wecom.acquisition_changed',
    {
      change: textOf(event.ChangeType),
      link_id: textOf(event.LinkId),
      state: textOf(event.State),
      userid,
      external_userid,
      chat_key: textOf(event.ChatKey),
      quota: Number(textOf(event.ExpireQuotaNum)) || null,
      expires_at: expires ? secondsToIso(expires) : null,
    },
    external_userid === '' ? {} : { identifiers: identifiersOf(told.corp, { external_userid }) },
  )
}

const translators: Readonly<Record<string, Translator>> = {
  'change_external_contact.add_external_contact': contactTold('wecom.contact_added', (told) => ({
    half: false,
    welcome_code: textOf(told.event.WelcomeCode),
  })),
  'change_external_contact.add_half_external_contact': contactTold('wecom.contact_added', (told) => ({
    half: true,
    welcome_code: textOf(told.event.WelcomeCode),
  })),
  'change_external_contact.edit_external_contact': contactTold('wecom.contact_edited'),
  'change_external_contact.del_external_contact': async (_host, told) =>
    textOf(told.event.Source) === 'DELETE_BY_TRANSFER'
      ? withContact(told, 'wecom.contact_handed_over')
      : withContact(told, 'wecom.contact_removed_by_staff', { source: textOf(told.event.Source) }),
  'change_external_contact.del_follow_user': async (_host, told) => withContact(told, 'wecom.contact_removed_by_customer'),
  'change_external_contact.transfer_fail': async (_host, told) =>
    withContact(told, 'wecom.transfer_failed', { fail_reason: textOf(told.event.FailReason) }),
  'change_external_contact.msg_audit_approved': async (_host, told) =>
    withContact(told, 'wecom.archive_approved', { welcome_code: textOf(told.event.WelcomeCode) }),
  'change_external_chat.create': chatTold,
  'change_external_chat.update': chatTold,
  'change_external_chat.dismiss': chatTold,
  'change_external_tag.create': tagTold,
  'change_external_tag.update': tagTold,
  'change_external_tag.delete': tagTold,
  'change_external_tag.shuffle': tagTold,
  'change_contact.create_user': staffTold,
  'change_contact.update_user': staffTold,
  'change_contact.delete_user': async (_host, told) => one(told, 'wecom.staff_left', { userid: textOf(told.event.UserID) }),
  'change_contact.create_party': departmentTold,
  'change_contact.update_party': departmentTold,
  'change_contact.delete_party': async (_host, told) =>
    one(told, 'wecom.department_removed', { id: Number(textOf(told.event.Id)) }),
  kf_msg_or_event: async (_host, told) =>
    one(told, 'wecom.service_message_waiting', { open_kfid: textOf(told.event.OpenKfId), token: textOf(told.event.Token) }),
}

/** What our own actions report comes back by the same inbox. */
const ownReports: ReadonlySet<string> = new Set(['wecom.contact_way_saved', 'wecom.contact_way_deleted', 'wecom.notice_missed'])

/** Envelope → facts-to-be. Repeatable: the key comes from the message, and reading the customer again changes nothing in the world. */
export const translate = async (host: ChannelHost, envelope: Envelope): Promise<readonly Translated[]> => {
  const key = `wecom:${envelope.message_id}`
  if (ownReports.has(envelope.kind))
    return [{ name: envelope.kind, occurred_at: envelope.received_at, identifiers: [], payload: envelope.body, key }]
  if (envelope.kind === syncPageKind) return factsOfPage(envelope)
  const event = childrenOf(envelope.body.event)
  const corp = await corpThen(host, textIn(envelope.body.corp_id) ?? '')
  const seconds = Number(textOf(event.CreateTime))
  const told: Told = {
    corp: corp.corp,
    place: placeOf(corp),
    event,
    key,
    occurred_at: seconds > 0 ? secondsToIso(seconds) : envelope.received_at,
  }
  const translator =
    translators[envelope.kind] ?? (envelope.kind.startsWith('customer_acquisition.') ? acquisitionTold : undefined)
  if (translator) return translator(corp, told)
  return one(told, 'wecom.unknown_event', { kind: envelope.kind, event })
}
