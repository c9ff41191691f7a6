import { type Actor, identityReader, Refusal, refuse, type UnitOfWork, targetOf } from '@lianke/kernel'
import { type AccessContext, hasRight } from '../../../model/access/access-context.ts'
import { usableField } from '../../../model/access/field-access.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import { commonField } from '../../../model/query/common-fields.ts'
import type { Platform } from '../../../platform.ts'
import { migrateRight } from '../../../model/records/upsert.ts'
import type { Mapping } from '../map/mapping.ts'
import { mappedField, mappedParts } from '../map/part-fields.ts'
import { rowReader } from '../map/read-rows.ts'
import { tableBlocks } from '../read/open-table.ts'
import { importBlock } from './import-block.ts'
import type { BlockResult, Plan } from './plan.ts'
import { marksOf, paceOf } from './block-marks.ts'
import { findRun, type ImportRun, typesOf } from './run-record.ts'
import { takeSideBySide } from './side-by-side.ts'
import { withFile } from './stored-file.ts'
import { giveWay } from '../../../store/facts/give-way.ts'
import { type LineBlock, wholeBlocks } from './whole-blocks.ts'
import { endless, type Turn } from './turn.ts'
import { type LateRow, lateRows, takeLate } from './late-rows.ts'
import { forgetMapping } from './remembered-mapping.ts'
import { retryLate } from './retry-late.ts'
import { whileTaken } from './while-taken.ts'
import { type ReadBlock, Stopped, takeBlock } from './take-block.ts'

export const importActor: Actor = { kind: 'system', id: 'import' }

export const actorOf = (run: ImportRun): Actor => ({
  kind: run.actor_kind,
  id: run.actor,
  ...(run.actor_name ? { name: run.actor_name } : {}),
})

/** The file of a run, a part at a time. */
export const fileOf =
  (platform: Platform, tenant: string, run: string) =>
  async (part: number): Promise<Buffer | null> => {
    const [chunk] = await platform.database.query<{ bytes: Buffer }>(tenant, {
      text: 'select bytes from import_chunk where run = $1 and part = $2',
      values: [run, part],
    })
    return chunk?.bytes ?? null
  }

/** A mapping names only what the maker of the run may use: columns he sees, keys and names of records that he sees in full. */
const checkMapping = (model: Model, access: AccessContext, object: ModelObject, mapping: Mapping): void => {
  const unknown = 'import.unknown_field'
  for (const name of mapping.key ?? [])
    if (name !== 'id' && name !== 'source_id')
      usableField(access, object, name, object.fields.get(name), { use: 'key', path: name, unknown })
  for (const name of Object.keys(mapping.constants ?? {}))
    usableField(access, object, name, object.fields.get(name) ?? commonField(name), { use: 'show', path: name, unknown })
  for (const { field: path, by } of mapping.columns) {
    const { object: owner, path: own, field } = mappedField(model, object, path)
    const name = own.split('.')[0] ?? ''
    if (!field) continue
    usableField(access, owner, name, field, { use: 'show', path, unknown })
    const target = model.objects.get(targetOf(field) ?? '')
    const named = by ? target?.fields.get(by) : undefined
    if (target && by && named) usableField(access, target, by, named, { use: 'key', path: `${path}.${by}`, unknown })
  }
}

/** What a run needs to read rows: its object, mapping and the types. Refuses what the mapping names wrongly. */
export const planOf = async (platform: Platform, tenant: string, run: ImportRun): Promise<Plan> => {
  const model = await platform.model(tenant)
  const object = model.objects.get(run.object) ?? refuse('object.unknown', { status: 404, params: { object: run.object } })
  const mapping = run.mapping ?? refuse('import.no_mapping')
  const access = await platform.access(tenant, actorOf(run))
  checkMapping(model, access, object, mapping)
  if (mapping.migrating && !access.system && !hasRight(access, migrateRight))
    refuse('access.denied', { status: 403, params: { right: migrateRight } })
  const types = await typesOf(platform, tenant)
  return { model, access, object, mapping, types, read: rowReader(model, object, mapping, types) }
}

/** A mapping may be kept before it says by what the rows of one record are known; it is not run before. */
export const refuseKeyless = (object: ModelObject | undefined, mapping: Mapping): void => {
  const named = (name: string) => mapping.columns.some(({ field }) => field === name)
  const keyed = (mapping.key ?? []).some(named) || (mapping.source !== undefined && named('source_id'))
  if (object && mappedParts(object, mapping).length > 0 && !keyed) refuse('import.parts_need_key')
}

/** The blocks of a file as they are taken: where rows are lines, cut between wholes. */
const blocksOf = (path: string, run: ImportRun, { object, mapping }: Plan): AsyncGenerator<LineBlock> => {
  const blocks = tableBlocks(path, run.format)
  return mappedParts(object, mapping).length > 0 ? wholeBlocks(blocks, object, mapping) : blocks
}

/** Reads one block ahead: while PostgreSQL writes a block, the next one is parsed and read. */
async function* readAhead(
  blocks: AsyncGenerator<LineBlock>,
  plan: Plan,
  wanted: (block: LineBlock) => boolean,
): AsyncGenerator<ReadBlock> {
  const next = async (): Promise<ReadBlock | null> => {
    for (;;) {
      const { value, done } = await blocks.next()
      if (done) return null
      if (wanted(value)) return { ...value, read: plan.read(value) }
    }
  }
  let coming = next()
  try {
    for (;;) {
      const block = await coming
      if (!block) return
      coming = next()
      // What goes wrong in the block ahead is told when its turn comes.
      coming.catch(() => undefined)
      yield block
    }
  } finally {
    await coming.catch(() => undefined)
    await blocks.return(undefined)
  }
}

const finish = (platform: Platform, tenant: string, run: string, status: string, problem: object | null = null) =>
  platform.database.query(tenant, {
    text: `update import_run set status = $2, problem = $3, finished_at = now() where id = $1 and status = 'running'`,
    values: [run, status, problem ? JSON.stringify(problem) : null],
  })

interface RunOptions {
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number | null) => Promise<void>
  /** How long it may go on while others wait. */
  readonly turn?: Turn
}
/** Others wait: the rest is taken in a later turn. */
class GivesWay extends Error {}
const smallRowsMax = 5000

/** Runs an import from wherever it stands: blocks that are committed are passed over. A fault of the file ends it with the reason kept. */
export const runImport = async (
  platform: Platform,
  tenant: string,
  id: string,
  options: RunOptions = {},
): Promise<'ended' | 'gives way'> => {
  const run = await platform.work(tenant, importActor, (work) => findRun(work, id))
  if (run.status !== 'running') return 'ended'
  const actor = actorOf(run)
  const { turn = endless } = options
  try {
    const plan = await planOf(platform, tenant, run)
    refuseKeyless(plan.object, plan.mapping)
    const ranges = await platform.database.query<{ first: number }>(tenant, {
      text: 'select first from import_range where run = $1',
      values: [id],
    })
    const done = new Set(ranges.map((range) => range.first))
    let rows = run.rows_done
    await withFile(fileOf(platform, tenant, id), async (path) => {
      const pace = paceOf(plan)
      await takeSideBySide({
        blocks: readAhead(blocksOf(path, run, plan), plan, (one) => !done.has(one.first)),
        marksOf: ({ read }) => (pace === 'alone' ? null : marksOf(plan, read.values.values())),
        inTurn: pace === 'in turn',
        take: async (block, underWay) => {
          options.signal?.throwIfAborted()
          // A file that a person waits for goes on at once; so many facts more keep nobody waiting.
          if (rows >= smallRowsMax) await giveWay(platform.database, tenant, identityReader, options.signal)
          await whileTaken(() =>
            takeBlock(platform, { tenant, actor }, { run: id, plan: { ...plan, numbered: underWay }, block }),
          )
          rows += block.rows.length
          await options.progress?.(rows, run.rows_estimated)
          if (await turn.isOver()) throw new GivesWay()
        },
      })
    })
    await retryLate(plan, (act) => {
      options.signal?.throwIfAborted()
      return platform.work(tenant, actor, (work) => act(work, id))
    })
    await finish(platform, tenant, id, 'done')
    const { created, updated, unchanged, refused } = await platform.work(tenant, importActor, (work) => findRun(work, id))
    if (refused > 0 && created + updated + unchanged === 0)
      await platform.work(tenant, importActor, (work) => forgetMapping(work, run))
  } catch (error) {
    if (error instanceof GivesWay) return 'gives way'
    if (error instanceof Stopped) return 'ended'
    if (!(error instanceof Refusal)) throw error
    await finish(platform, tenant, id, 'failed', { code: error.code, params: error.params })
  }
  return 'ended'
}

export interface DryRun extends Omit<BlockResult, 'problems'> {
  readonly rows: number
  /** False: only the first rows were tried. */
  readonly complete: boolean
  readonly problems: readonly {
    readonly row: number
    readonly path: string
    readonly code: string
    readonly params: Record<string, unknown>
  }[]
}
const dryRowsMax = 5000
const dryProblemsMax = 10_000

/** Tries the first rows: they are imported as they will be, counted, and taken back before anybody sees them. */
export const dryRunImport = async (platform: Platform, tenant: string, actor: Actor, id: string): Promise<DryRun> => {
  const run = await platform.work(tenant, importActor, (work) => findRun(work, id))
  const plan = await planOf(platform, tenant, run)
  refuseKeyless(plan.object, plan.mapping)
  return withFile(fileOf(platform, tenant, id), (path) =>
    platform.work(
      tenant,
      actor,
      async (work) => (await work.rehearse(() => tryRows(work, plan, blocksOf(path, run, plan)))).answer,
    ),
  )
}

const tryRows = async (work: UnitOfWork, plan: Plan, blocks: AsyncGenerator<LineBlock>): Promise<DryRun> => {
  const total = { rows: 0, created: 0, updated: 0, unchanged: 0, blank: 0, merged: 0, keyless: 0, noted: 0, refused: 0 }
  const problems: DryRun['problems'][number][] = []
  const waiting: LateRow[] = []
  const count = (result: BlockResult, number: (row: number) => number) => {
    for (const name of ['created', 'updated', 'unchanged', 'blank', 'merged', 'keyless', 'noted', 'refused'] as const)
      total[name] += result[name]
    for (const problem of result.problems) problems.push({ ...problem, row: number(problem.row) })
  }
  let complete = true
  for await (const block of blocks) {
    if (total.rows >= dryRowsMax) {
      complete = false
      break
    }
    const result = await importBlock(work, plan, block)
    total.rows += block.rows.length
    const late = lateRows(plan, block, result)
    waiting.push(...late.rows)
    count(late.result, (row) => block.first + row)
  }
  await takeLate(work, plan, waiting, count)
  problems.sort((a, b) => a.row - b.row)
  return { ...total, complete, problems: problems.slice(0, dryProblemsMax) }
}
