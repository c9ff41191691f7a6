import { type FieldProblem, type UnitOfWork, type RowProblem, type UpsertResult, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { type Answer, api, type Http, write } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { objectOfRoute } from './record-routes.ts'
import { refuseOutOfScope } from './caller.ts'

export const bulkRowsMax = 1000
const row = z.record(z.string(), z.unknown())
const rows = z.array(row).max(bulkRowsMax)
const bulkInput = z.strictObject({
  create: rows.optional(),
  update: z
    .array(z.looseObject({ id: z.uuid(), version: z.number().int().optional() }))
    .max(bulkRowsMax)
    .optional(),
  delete: z.array(z.uuid()).max(bulkRowsMax).optional(),
  upsert: z
    .strictObject({
      key: z.array(z.string()).min(1).max(5),
      rows,
      source: z.string().min(1).max(60).optional(),
      keyless: z.enum(['create', 'skip']).optional(),
    })
    .optional(),
  partial: z.boolean().default(false),
})
type BulkInput = z.infer<typeof bulkInput>
type BulkAction = 'create' | 'update' | 'delete' | 'upsert'
interface BulkResult {
  readonly action: BulkAction
  readonly row: number
  readonly id: string | null
  readonly problems?: readonly RowProblem[]
  /** The row names no record and was left out, as was asked. */
  readonly keyless?: true
}
interface Totals {
  created: number
  updated: number
  deleted: number
  unchanged: number
  keyless: number
  results: BulkResult[]
}

const listed = (action: BulkAction, { ids, refused, keyless }: UpsertResult): BulkResult[] => {
  const problems = Map.groupBy(refused, (problem) => problem.row)
  const left = new Set(keyless)
  return ids.map((id, index) => ({
    action,
    row: index,
    id,
    ...(problems.has(index) ? { problems: problems.get(index) } : {}),
    ...(left.has(index) ? { keyless: true } : {}),
  }))
}

const runBulk = async (work: UnitOfWork, object: string, input: BulkInput): Promise<Totals> => {
  const totals: Totals = { created: 0, updated: 0, deleted: 0, unchanged: 0, keyless: 0, results: [] }
  const { partial } = input
  const sets = [
    { action: 'create' as const, rows: input.create },
    { action: 'update' as const, rows: input.update },
    { action: 'upsert' as const, ...input.upsert },
  ]
  for (const { action, rows: given, ...how } of sets) {
    if (!given?.length) continue
    const done = await work.records.upsert({
      object,
      rows: given,
      partial,
      ...('key' in how ? how : action === 'update' ? { key: ['id'] } : {}),
    })
    totals.created += done.created
    totals.updated += done.updated
    totals.unchanged += done.unchanged
    totals.keyless += done.keyless.length
    totals.results.push(...listed(action, done))
  }
  if (input.delete?.length) {
    await work.records.remove(object, input.delete)
    totals.deleted = input.delete.length
    totals.results.push(...input.delete.map((id, index) => ({ action: 'delete' as const, row: index, id })))
  }
  return totals
}

/** `POST …/bulk`: sets in one transaction. Without `partial` the first refusal undoes everything. */
export const addBulkRoutes = (http: Http): void => {
  http.app.post(api('/:room/:noun/bulk'), async (request, reply) => {
    const object = await objectOfRoute(http, request, 'read')
    const input = parseInput(bulkInput, request.body ?? {})
    const needed = [
      ['create', input.create ?? input.upsert],
      ['update', input.update ?? input.upsert],
      ['delete', input.delete],
    ] as const
    for (const [action, given] of needed) if (given) refuseOutOfScope(request.caller, object.name, action)
    if (object.definition.ledger) refuse('object.read_only', { status: 405, params: { object: object.name } })
    const count = [input.create, input.update, input.delete, input.upsert?.rows].reduce((sum, set) => sum + (set?.length ?? 0), 0)
    if (count > bulkRowsMax) refuse('input.too_many_rows', { params: { max: bulkRowsMax } })
    const misplaced = (input.create ?? []).flatMap((each, index): FieldProblem[] =>
      'id' in each ? [{ path: `/create/${index}/id`, code: 'field.not_writable', params: { field: 'id' } }] : [],
    )
    if (misplaced.length > 0) refuse('input.invalid', { problems: misplaced })
    return write(
      http,
      request,
      reply,
      async (work): Promise<Answer> => ({ status: 200, body: await runBulk(work, object.name, input) }),
    )
  })
}
