import type { ChannelHost } from '@lianke/kernel'
import { call } from '../api/client.ts'
import type { ExternalContact, FollowUser } from '../api/external-contact.ts'
import { WecomError } from '../api/wecom-error.ts'
import { contactPayload, contactTraits, identifiersOf } from '../receive/contact-facts.rule.ts'
import { problemOf, type SyncProblem } from './checkpoint.ts'
import { after, followers, type Phase } from './reading.ts'

const customersPageMax = 100

const customersOf = async (
  host: ChannelHost,
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

/** Customers by member: a member whose cursor is open is read on from there, the others after it from their beginning. */
export const customers: Phase = async function* ({ host, corp, fact, at }, from) {
  const members = [...(await followers(host))].sort()
  const open = from.cursor ? from.at : null
  for (const userid of [...(open ? [open] : []), ...after(members, from.at)]) {
    let cursor = userid === open ? from.cursor : ''
    do {
      const read = await customersOf(host, userid, cursor)
      cursor = read.next_cursor
      yield {
        checkpoint: at('customers', userid, cursor),
        facts: read.rows.map(({ contact, follow }) =>
          fact(
            'wecom.contact_seen',
            `contact:${userid}:${contact.external_userid}`,
            contactPayload(userid, contact.external_userid, follow),
            { identifiers: identifiersOf(corp, contact), traits: contactTraits(contact) },
          ),
        ),
        progress: { done: members.indexOf(userid) + (cursor ? 0 : 1), total: members.length },
        problems: read.problems,
      }
    } while (cursor)
  }
}
