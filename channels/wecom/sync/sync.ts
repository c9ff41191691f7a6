import { RetryLater, type ChannelHost, type Translated } from '@lianke/kernel'
import { call } from '../api/client.ts'
import type { ExternalContact, FollowUser, TagGroup } from '../api/external-contact.ts'
import { WecomError } from '../api/wecom-error.ts'
import { contactPayload, contactTraits, identifiersOf } from '../receive/contact-facts.rule.ts'

/** Where a sync stands. Store it together with the facts of its page; starting again from it repeats at most nothing. */
export interface SyncCheckpoint {
  readonly run: string
  readonly phase: 'departments' | 'staff' | 'tags' | 'customers' | 'groups' | 'done'
  /** Department or member being read, and the vendor's cursor inside it. */
  readonly at: string
  readonly cursor: string
}
/** What could not be read, said plainly; the sync goes on. */
export interface SyncProblem {
  readonly phase: SyncCheckpoint['phase']
  readonly at: string
  readonly errcode: number
  readonly message: string
}
export interface SyncPage {
  readonly facts: readonly Translated[]
  readonly problems: readonly SyncProblem[]
  readonly checkpoint: SyncCheckpoint
  readonly progress: { readonly done: number; readonly total: number | null }
}

interface Department {
  readonly id: number
  readonly name?: string
  readonly parentid?: number
  readonly order?: number
}
interface Member {
  readonly userid: string
  readonly name?: string
  readonly alias?: string
  readonly position?: string
  readonly department?: readonly number[]
  readonly main_department?: number
  readonly status?: number
}

const customersPageMax = 100
const groupsPageMax = 1000
/** A fresh checkpoint. `run` names the sync in the facts' keys, so that one run tells each thing once. */
export const syncStart = (run: string): SyncCheckpoint => ({ run, phase: 'departments', at: '', cursor: '' })

const page = (
  checkpoint: SyncCheckpoint,
  facts: readonly Translated[],
  progress: SyncPage['progress'],
  problems: readonly SyncProblem[] = [],
): SyncPage => ({ checkpoint, facts, progress, problems })
const problemOf = (phase: SyncCheckpoint['phase'], at: string, cause: unknown): SyncProblem => {
  if (cause instanceof RetryLater || !(cause instanceof WecomError) || cause.kind === 'stop' || cause.kind === 'token')
    throw cause
  return { phase, at, errcode: cause.errcode, message: cause.message }
}
const after = (all: readonly string[], at: string): readonly string[] => (at === '' ? all : all.filter((each) => each > at))

/**
 * Departments → members → tags → customers per member → customer groups, as pages of facts. Resumable: pass the checkpoint of the last stored page.
 * A member that cannot be read becomes a problem of the page; a limit or a dead network is thrown, and the caller goes on later from its checkpoint.
 */
export async function* sync(host: ChannelHost, from: SyncCheckpoint): AsyncGenerator<SyncPage> {
  const corp = await host.setting<string>('wecom.corp_id')
  const now = host.now()
  const fact = (name: string, key: string, payload: Record<string, unknown>, more: Partial<Translated> = {}): Translated => ({
    name,
    occurred_at: now,
    identifiers: [],
    payload,
    key: `wecom.sync:${from.run}:${key}`,
    ...more,
  })
  const at = (phase: SyncCheckpoint['phase'], where = '', cursor = ''): SyncCheckpoint => ({
    run: from.run,
    phase,
    at: where,
    cursor,
  })
  let checkpoint = from

  if (checkpoint.phase === 'departments') {
    const { department = [] } = await call<{ department?: readonly Department[] }>(host, '/cgi-bin/department/list', {
      secret: 'contacts',
    })
    checkpoint = at('staff')
    yield page(
      checkpoint,
      department.map((each) =>
        fact('wecom.department_seen', `department:${each.id}`, {
          id: each.id,
          name: each.name ?? '',
          parent: each.parentid ?? 0,
          order: each.order ?? 0,
        }),
      ),
      { done: department.length, total: department.length },
    )
  }
  if (checkpoint.phase === 'staff') {
    const { department_id = [] } = await call<{ department_id?: readonly Department[] }>(host, '/cgi-bin/department/simplelist', {
      secret: 'contacts',
    })
    const follows = new Set(await followers(host))
    const departments = department_id.map((each) => String(each.id).padStart(12, '0')).sort()
    for (const department of after(departments, checkpoint.at)) {
      const problems: SyncProblem[] = []
      let members: readonly Member[] = []
      try {
        members =
          (
            await call<{ userlist?: readonly Member[] }>(host, '/cgi-bin/user/list', {
              secret: 'contacts',
              query: { department_id: Number(department) },
            })
          ).userlist ?? []
      } catch (cause) {
        problems.push(problemOf('staff', department, cause))
      }
      checkpoint = at('staff', department)
      yield page(
        checkpoint,
        members.map((each) =>
          fact('wecom.staff_seen', `staff:${each.userid}`, {
            userid: each.userid,
            name: each.name ?? '',
            alias: each.alias ?? '',
            position: each.position ?? '',
            departments: each.department ?? [],
            main_department: each.main_department ?? each.department?.[0] ?? null,
            status: each.status ?? 1,
            follows_customers: follows.has(each.userid),
          }),
        ),
        { done: departments.indexOf(department) + 1, total: departments.length },
        problems,
      )
    }
    checkpoint = at('tags')
  }
  if (checkpoint.phase === 'tags') {
    const { tag_group = [] } = await call<{ tag_group?: readonly TagGroup[] }>(
      host,
      '/cgi-bin/externalcontact/get_corp_tag_list',
      { body: {} },
    )
    const tags = tag_group.flatMap((group) =>
      (group.tag ?? []).map((tag) =>
        fact('wecom.tag_seen', `tag:${tag.id}`, {
          id: tag.id,
          name: tag.name,
          order: tag.order ?? 0,
          group_id: group.group_id,
          group_name: group.group_name,
        }),
      ),
    )
    checkpoint = at('customers')
    yield page(checkpoint, tags, { done: tags.length, total: tags.length })
  }
  if (checkpoint.phase === 'customers') {
    const members = [...(await followers(host))].sort()
    // A member whose cursor is open is read on from there, the others after it from their beginning.
    const open = checkpoint.cursor ? checkpoint.at : null
    const rest = [...(open ? [open] : []), ...after(members, checkpoint.at)]
    for (const userid of rest) {
      let cursor = userid === open ? checkpoint.cursor : ''
      do {
        const read = await customersOf(host, userid, cursor)
        cursor = read.next_cursor
        checkpoint = at('customers', userid, cursor)
        yield page(
          checkpoint,
          read.rows.map(({ contact, follow }) =>
            fact(
              'wecom.contact_seen',
              `contact:${userid}:${contact.external_userid}`,
              contactPayload(userid, contact.external_userid, follow),
              { identifiers: identifiersOf(corp, contact), traits: contactTraits(contact) },
            ),
          ),
          { done: members.indexOf(userid) + (cursor ? 0 : 1), total: members.length },
          read.problems,
        )
      } while (cursor)
    }
    checkpoint = at('groups')
  }
  if (checkpoint.phase === 'groups') {
    const members = await followers(host)
    let done = 0
    for (let first = 0; first < members.length; first += 100) {
      let cursor = ''
      do {
        const answer: { group_chat_list?: readonly { chat_id: string }[]; next_cursor?: string } = await call(
          host,
          '/cgi-bin/externalcontact/groupchat/list',
          {
            body: {
              status_filter: 0,
              owner_filter: { userid_list: members.slice(first, first + 100) },
              limit: groupsPageMax,
              ...(cursor ? { cursor } : {}),
            },
          },
        )
        const chats = answer.group_chat_list ?? []
        const facts: Translated[] = []
        for (const { chat_id } of chats) facts.push(await groupFact(host, chat_id, fact))
        done += chats.length
        cursor = answer.next_cursor ?? ''
        yield page(at('groups'), facts, { done, total: null })
      } while (cursor)
    }
  }
  yield page(at('done'), [], { done: 1, total: 1 })
}

const followers = async (host: ChannelHost): Promise<readonly string[]> =>
  (await call<{ follow_user?: readonly string[] }>(host, '/cgi-bin/externalcontact/get_follow_user_list')).follow_user ?? []

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

const groupFact = async (
  host: ChannelHost,
  chat_id: string,
  fact: (name: string, key: string, payload: Record<string, unknown>) => Translated,
): Promise<Translated> => {
  const { group_chat } = await call<{
    group_chat: { name?: string; owner?: string; member_list?: readonly { userid: string }[] }
  }>(host, '/cgi-bin/externalcontact/groupchat/get', { body: { chat_id, need_name: 1 } })
  const members = group_chat.member_list ?? []
  return fact('wecom.chat_changed', `chat:${chat_id}`, {
    chat_id,
    change: 'seen',
    detail: '',
    members: members.map((each) => each.userid),
    name: group_chat.name ?? '',
    owner: group_chat.owner ?? '',
    member_count: members.length,
  })
}
