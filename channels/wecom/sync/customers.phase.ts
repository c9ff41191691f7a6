import type { CorpHost } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import type { ExternalContact, FollowUser } from '../api/external-contact.ts'
import { WecomError } from '../api/wecom-error.ts'
import { contactPayload, contactTraits, identifiersOf } from '../receive/contact-facts.rule.ts'
import { readTags, tagPayloads } from '../receive/tag-told.ts'
import { problemOf, type SyncProblem } from './checkpoint.ts'
import { after, followers, type Phase } from './reading.ts'

const customersPageMax = 100

const customersOf = async (
  host: CorpHost,
  userid: string,
  cursor: string,
): Promise<{
  rows: readonly { contact: ExternalContact; follow: FollowUser }[]
  next_cursor: string
  problems: readonly SyncProblem[]
}> => {
  try {
    const answer = await call<{
      external_contact_list?: readonly { external_contact: ExternalContact; follow_info: FollowUser }[]
      next_cursor?: string
    }>(host, '/cgi-bin/externalcontact/batch/get_by_user', {
      body: { userid_list: [userid], limit: customersPageMax, ...(cursor ? { cursor } : {}) },
    })
    const rows = (answer.external_contact_list ?? []).map((row) => ({ contact: row.external_contact, follow: row.follow_info }))
    return { rows, next_cursor: answer.next_cursor ?? '', problems: [] }
  } catch (cause) {
    // A member without customers is answered with 84061 by some corps.
    if (cause instanceof WecomError && cause.errcode === 84061) return { rows: [], next_cursor: '', problems: [] }
    return { rows: [], next_cursor: '', problems: [problemOf('customers', userid, cause)] }
  }
}

/** Names of the corp's tags: pages of customers name ids alone. */
const tagNames = async (host: CorpHost): Promise<ReadonlyMap<string, string>> =>
  new Map(tagPayloads(await readTags(host)).map(({ id, name }) => [id, name]))

/**
 * Customers by member: a member whose cursor is open is read on from there, the others after it from their beginning. Who was read whole from the
 * beginning is told as such, so that a friendship that ended while nobody listened is found.
 */
export const customers: Phase = async function* ({ host, fact, at }, from) {
  const members = [...(await followers(host))].sort()
  const names = await tagNames(host)
  const open = from.cursor ? from.at : null
  for (const userid of [...(open ? [open] : []), ...after(members, from.at)]) {
    let cursor = userid === open ? from.cursor : ''
    const whole = { is: cursor === '', ids: [] as string[] }
    do {
      const read = await customersOf(host, userid, cursor)
      cursor = read.next_cursor
      if (read.problems.length > 0) whole.is = false
      for (const { contact } of read.rows) whole.ids.push(contact.external_userid)
      const seen = read.rows.map(({ contact, follow }) =>
        fact(
          'wecom.contact_seen',
          `contact:${userid}:${contact.external_userid}`,
          contactPayload(userid, contact.external_userid, follow, names),
          { identifiers: identifiersOf(host.corp, contact), traits: contactTraits(contact) },
        ),
      )
      const all =
        whole.is && cursor === ''
          ? [fact('wecom.contacts_read', `contacts:${userid}`, { userid, external_userids: whole.ids })]
          : []
      yield {
        checkpoint: at('customers', userid, cursor),
        facts: [...seen, ...all],
        progress: { done: members.indexOf(userid) + (cursor ? 0 : 1), total: members.length },
        problems: read.problems,
      }
    } while (cursor)
  }
}
