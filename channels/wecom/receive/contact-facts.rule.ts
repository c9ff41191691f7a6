import type { IdentifierInput } from '@lianke/kernel'
import type { ExternalContact, FollowUser } from '../api/external-contact.ts'

const genders = ['unknown', 'male', 'female'] as const

/** Who this is: the corp's id of the customer, and the union id when the corp is bound to a developer account. */
export const identifiersOf = (
  corp: string,
  contact: Pick<ExternalContact, 'external_userid' | 'unionid'>,
): readonly IdentifierInput[] => [
  ...(contact.external_userid
    ? [{ type: 'wecom_external_userid', issuer: corp, value: contact.external_userid, verified: true }]
    : []),
  ...(contact.unionid ? [{ type: 'unionid', issuer: 'wechat', value: contact.unionid, verified: true }] : []),
]

/** What the customer says about himself; who uses WeCom, too, of his company and position. Empty values say nothing and are left out. */
export const contactTraits = (contact: ExternalContact): Record<string, unknown> => ({
  ...(contact.name ? { name: contact.name } : {}),
  ...(/^https?:\/\//.test(contact.avatar ?? '') ? { avatar: contact.avatar } : {}),
  ...(contact.gender ? { gender: genders[contact.gender] ?? 'unknown' } : {}),
  ...(contact.corp_name || contact.corp_full_name ? { company: contact.corp_name || contact.corp_full_name } : {}),
  ...(contact.position ? { job_title: contact.position } : {}),
})

/** What the member says about the customer, as far as it was answered: what is empty was taken off, what is missing was not said. `names` are those of the corp's tags, for answers that name ids alone. */
export const contactPayload = (
  userid: string,
  external_userid: string,
  follow: FollowUser | undefined,
  names: ReadonlyMap<string, string> = new Map(),
): Record<string, unknown> => ({
  userid,
  external_userid,
  ...(follow ? saidOf(follow, names) : {}),
})

/** Of the corp: a member's own tags (2) and those of rule groups (3) are nobody else's words. */
const corpTag = 1

const saidOf = (follow: FollowUser, names: ReadonlyMap<string, string>): Record<string, unknown> => {
  const { state, add_way, remark, description, remark_mobiles, createtime } = follow
  const tags = follow.tags?.filter(({ type = corpTag }) => type === corpTag)
  const tag_ids = follow.tag_id ?? tags?.flatMap((tag) => (tag.tag_id ? [tag.tag_id] : []))
  return {
    ...(state === undefined ? {} : { state }),
    ...(add_way === undefined ? {} : { add_way }),
    ...(remark === undefined ? {} : { remark }),
    ...(description === undefined ? {} : { description }),
    ...(tag_ids === undefined
      ? {}
      : { tag_ids, tags: tags?.flatMap((tag) => tag.tag_name ?? []) ?? tag_ids.flatMap((id) => names.get(id) ?? []) }),
    ...(remark_mobiles === undefined ? {} : { phones: remark_mobiles.filter((phone) => phone !== '') }),
    ...(createtime ? { createtime: new Date(createtime * 1000).toISOString() } : {}),
  }
}

/** By what a member can be reached, as the vendor tells it; what it does not tell is not there. */
export const reachedBy = ({
  mobile,
  email,
  biz_mail,
}: {
  readonly mobile?: string | undefined
  readonly email?: string | undefined
  readonly biz_mail?: string | undefined
}): { readonly mobile?: string; readonly emails?: readonly string[] } => {
  const emails = [...new Set([biz_mail, email].flatMap((one) => (one?.trim() ? [one.trim().toLowerCase()] : [])))]
  return { ...(mobile?.trim() ? { mobile: mobile.trim() } : {}), ...(emails.length > 0 ? { emails } : {}) }
}
