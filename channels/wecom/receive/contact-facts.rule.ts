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

/** What the customer says about himself. Empty values say nothing and are left out. */
export const contactTraits = (contact: ExternalContact): Record<string, unknown> => ({
  ...(contact.name ? { name: contact.name } : {}),
  ...(/^https?:\/\//.test(contact.avatar ?? '') ? { avatar: contact.avatar } : {}),
  ...(contact.gender ? { gender: genders[contact.gender] ?? 'unknown' } : {}),
})

/** What the member says about the customer. */
export const contactPayload = (
  userid: string,
  external_userid: string,
  follow: FollowUser | undefined,
): Record<string, unknown> => ({
  userid,
  external_userid,
  state: follow?.state ?? '',
  add_way: follow?.add_way ?? null,
  remark: follow?.remark ?? '',
  description: follow?.description ?? '',
  tags: (follow?.tags ?? []).flatMap((tag) => (tag.tag_name ? [tag.tag_name] : [])),
  tag_ids: follow?.tag_id ?? (follow?.tags ?? []).flatMap((tag) => (tag.tag_id ? [tag.tag_id] : [])),
  phones: (follow?.remark_mobiles ?? []).filter((phone) => phone !== ''),
  createtime: follow?.createtime ? new Date(follow.createtime * 1000).toISOString() : null,
})
