import { type FactInput, textIn } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Transaction } from '../../store/db/database.ts'
import { enqueue } from '../../store/jobs/enqueue.ts'
import type { Model } from '../model/model.ts'
import { ratesObject } from './rates.ts'

/** The background work that gives amounts their base amounts anew after rates came, were corrected or went. */
export const rebaseJobName = 'records.rebase'

/** Asks for it where a unit of work touched rates, by whichever door. Commits with the rates, or not at all. */
export const rebaseLater = async (tx: Transaction, model: Model, facts: readonly FactInput[]): Promise<void> => {
  const object = ratesObject(model)
  const touched = object ? facts.filter(({ subject }) => subject?.object === object.name) : []
  if (!object || touched.length === 0) return
  // A rate that is now of another currency or day is missed where it was.
  const rows = touched.flatMap(({ subject, before }) => [
    { id: subject?.id },
    { id: subject?.id, currency: textIn(before?.currency), holds_from: textIn(before?.holds_from) },
  ])
  await tx.execute(sql`insert into rate_change (currency, holds_from)
    select coalesce(x.currency, r.currency), min(coalesce(x.holds_from, r.holds_from))
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (id uuid, currency text, holds_from date)
      join ${sql.table(object.table)} as r on r.id = x.id group by 1`)
  await enqueue(tx, tx.tenant, rebaseJobName, {}, { key: 'rebase' })
}
