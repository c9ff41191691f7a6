import { contact, type Stage } from './stage.ts'

const remarkCharactersMax = 20
const descriptionCharactersMax = 150
const cut = (text: string, max: number): string => [...text].slice(0, max).join('')

interface Pair {
  userid: string
  external_userid: string
}

/** How contacts are described by the member, and how they part. */
export const contactActs = ({ callbacks, friendsOf }: Stage) => ({
  unfriend({ userid, external_userid }: Pair) {
    const relation = friendsOf(userid, external_userid)
    relation.status = 'deleted_by_customer'
    return callbacks.send(contact('del_follow_user', relation))
  },
  removeCustomer({ userid, external_userid }: Pair) {
    const relation = friendsOf(userid, external_userid)
    relation.status = 'deleted_by_staff'
    return callbacks.send(contact('del_external_contact', relation))
  },
  /** A member edits remark or tags by hand: unlike the API, this calls back. */
  edit({
    userid,
    external_userid,
    phones,
    ...given
  }: Pair & { remark?: string; description?: string; phones?: string[]; tags?: string[]; personal_tags?: string[] }) {
    const relation = friendsOf(userid, external_userid)
    const onlyPhones = phones !== undefined && Object.values(given).every((value) => value === undefined)
    if (given.remark !== undefined) relation.remark = cut(given.remark, remarkCharactersMax)
    if (given.description !== undefined) relation.description = cut(given.description, descriptionCharactersMax)
    if (phones) relation.remark_mobiles = phones
    if (given.tags) relation.tags = given.tags
    if (given.personal_tags) relation.personal_tags = given.personal_tags
    return onlyPhones ? null : callbacks.send(contact('edit_external_contact', relation))
  },
})
