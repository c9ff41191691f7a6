import { type Field, followsOthers } from '@lianke/kernel'
import { ident } from '../db/sql.ts'
import { newId } from '../db/new-id.ts'
import type { Database, Transaction } from '../db/database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Model } from '../../model/model/model.ts'

/** The background work by which computed values follow: those of a new definition, and those behind a far record that changed. */
export const followJobName = 'records.follow'

interface Computed {
  readonly object: string
  readonly name: string
  readonly definition: string
}
/** What its values depend on: its name on screen does not count. */
const definitionOf = ({ type, options }: Field): string => {
  const { expression, result, scale, child, via, measure, of, where, currency } = options
  return JSON.stringify([type, expression, result, scale, child, via, measure, of, where, currency])
}

/** Roll-ups and formulas of a model. */
export const computedFields = (model: Pick<Model, 'objects'>): readonly Computed[] =>
  [...model.objects.values()].flatMap((object) =>
    [...object.fields]
      .filter(([, field]) => followsOthers(field))
      .map(([name, field]) => ({ object: object.name, name, definition: definitionOf(field) })),
  )

/** Processes hear of a changed model within this time; the work begins behind it. */
const heardAfterMs = 2000

/**
 * Asks for the values of roll-ups and formulas that were defined or changed since the last time: one piece of work per object that has
 * records. Answers the objects.
 */
export const fillDefined = (database: Database, tenant: string, model: Model): Promise<readonly string[]> =>
  database.transaction(tenant, async (tx) => {
    await tx.query({ text: `select pg_advisory_xact_lock(hashtext('lianke.fill.' || $1))`, values: [tenant] })
    const wanted = computedFields(model)
    const stored = await tx.query<Record<string, unknown> & Computed>({
      text: 'select object, name, definition from computed_field',
    })
    const known = new Map(stored.map((one) => [`${one.object}.${one.name}`, one.definition]))
    const fresh = wanted.filter((one) => known.get(`${one.object}.${one.name}`) !== one.definition)
    if (fresh.length === 0 && stored.length === wanted.length) return []
    await tx.execute({ text: 'delete from computed_field' })
    await tx.execute({
      text: 'insert into computed_field (object, name, definition) select object, name, definition from json_to_recordset($1::json) as x(object text, name text, definition text)',
      values: [JSON.stringify(wanted)],
    })
    const asked: string[] = []
    for (const [object, fields] of Map.groupBy(fresh, (one) => one.object)) {
      const table = model.objects.get(object)?.table
      if (table && (await hasRows(tx, table))) {
        await askToFill(
          tx,
          object,
          fields.map(({ name }) => name),
        )
        asked.push(object)
      }
    }
    return asked
  })

const hasRows = async (tx: Transaction, table: string): Promise<boolean> => {
  const [row] = await tx.query<{ any: boolean }>({ text: `select exists (select 1 from ${ident(table)}) as any` })
  return row?.any === true
}

const askToFill = async (tx: Transaction, object: string, fields: readonly string[]): Promise<void> => {
  const id = newId()
  await tx.execute({
    text: 'insert into following (id, object, fields) values ($1, $2, $3)',
    values: [id, object, fields],
  })
  await enqueue(tx, tx.tenant, followJobName, { id }, { runAt: new Date(Date.now() + heardAfterMs).toISOString() })
}

/** Fields whose values are being worked out for all records, and how far that has come. */
export const fillingFields = async (
  database: Database,
  tenant: string,
): Promise<readonly { readonly on: string; readonly name: string; readonly done: number; readonly total: number | null }[]> =>
  database.query(tenant, {
    text: `select object as "on", unnest(fields) as name, min(done)::int as done, max(total)::int as total from following
      where far is null group by 1, 2 order by 1, 2 limit 1000`,
  })
