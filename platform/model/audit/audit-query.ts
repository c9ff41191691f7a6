import { refuse } from '@lianke/kernel'
import { sql } from 'kysely'
import type { AccessContext } from '../access/access-context.ts'
import { shownFact } from '../access/shown-fact.ts'
import type { ToldFact } from '../access/shown-payload.ts'
import type { Database } from '../../store/db/database.ts'
import { sourceColumn } from '../../store/facts/read-facts.ts'
import type { Model } from '../model/model.ts'

export interface AuditPage {
  readonly limit: number
  readonly cursor: string | null
}
interface ChangeQuestion extends AuditPage {
  readonly object?: string
  readonly record?: string
  readonly actor?: string
  readonly name?: string
  readonly from?: string
  readonly to?: string
  /** What colleagues did themselves, without what followed from it and what customers do. */
  readonly by?: 'people'
}
interface ChangeReader {
  readonly database: Database
  readonly tenant: string
  readonly model: Model
  readonly access: AccessContext
}
interface AuditAnswer {
  readonly data: readonly Record<string, unknown>[]
  readonly next: string | null
}

const after = (cursor: string | null): string | null =>
  cursor === null ? null : /^\d{1,18}$/.test(cursor) ? cursor : refuse('page.bad_cursor', { status: 400 })
const paged = (rows: Record<string, unknown>[], limit: number, mark: string): AuditAnswer => {
  const data = rows.slice(0, limit)
  return { data, next: rows.length > limit ? String(data.at(-1)?.[mark]) : null }
}

/** Sign-ins of one tenant's accounts, newest first. */
export const signInAudit = async (
  database: Database,
  tenant: string,
  page: AuditPage & { account?: string },
): Promise<AuditAnswer> => {
  const rows = await database.home.query({
    text: `select e.id::text, e.at, e.kind, e.login, e.account, u.name, e.address, e.agent from lianke.login_event e left join lianke.login u on u.id = e.account
      where (e.tenant = $1 or (e.tenant is null and (e.account in (select account from lianke.membership where tenant = $1)
        or e.login in (select unnest(array[l.mail, l.username]) from lianke.login l join lianke.membership m on m.account = l.id where m.tenant = $1))))
        and ($2::bigint is null or e.id < $2) and ($3::text is null or e.account = $3) order by e.id desc limit $4`,
    values: [tenant, after(page.cursor), page.account ?? null, page.limit + 1],
  })
  return paged(rows, page.limit, 'id')
}

interface FactRow extends ToldFact {
  readonly [column: string]: unknown
}

/** Record changes and business facts of one tenant, newest first, with the values that the reader may see. */
export const changeAudit = async (
  { database, tenant, model, access }: ChangeReader,
  question: ChangeQuestion,
): Promise<AuditAnswer> => {
  const mark = after(question.cursor)
  const wanted = [sql`true`]
  if (mark) wanted.push(sql`seq < ${mark}::bigint`)
  if (question.object) wanted.push(sql`object = ${question.object}`)
  if (question.record) wanted.push(sql`record = ${question.record}::uuid`)
  if (question.actor) wanted.push(sql`actor = ${question.actor}`)
  if (question.name) wanted.push(sql`name = ${question.name}`)
  if (question.from) wanted.push(sql`recorded_at >= ${question.from}::timestamptz`)
  if (question.by === 'people') wanted.push(sql`actor_kind = 'user'`)
  if (question.to) wanted.push(sql`recorded_at < ${question.to}::timestamptz`)
  // By the column, not by the text that is answered: as text 9 comes after 10.
  const rows = await database.query<FactRow>(
    tenant,
    sql`select id, seq::text as seq, name, object, record, person, before, after, payload, actor_kind, actor, ${sql.raw(sourceColumn)} as source, cause, occurred_at, recorded_at
    from fact f where ${sql.join(wanted, sql` and `)} order by f.seq desc limit ${question.limit + 1}`,
  )
  const shown = rows.map((row) => shownFact(model, access, row))
  return paged(shown, question.limit, 'seq')
}
