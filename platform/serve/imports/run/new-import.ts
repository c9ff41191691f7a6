import { type Actor, refuse, targetOf, traitsOf, type TypeContext, type UnitOfWork } from '@lianke/kernel'
import { open, stat } from 'node:fs/promises'
import { v7 as uuidv7 } from 'uuid'
import { type AccessContext, hasRight } from '../../../model/access/access-context.ts'
import { migrateRight } from '../../../model/records/upsert.ts'
import { fieldAnswer, visibleFields } from '../../../model/access/field-access.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import type { Platform } from '../../../platform.ts'
import type { Mapping } from '../map/mapping.ts'
import { type SuggestedPart, suggestMapping } from '../map/suggest.rule.ts'
import type { Column } from '../read/layout.rule.ts'
import { seeTable, type TableChoice, type TableFormat } from '../read/open-table.ts'
import { keptAsText } from '../map/kept-texts.rule.ts'
import { proposedKey } from '../map/proposed-key.rule.ts'
import { onlyMigrated } from '../map/only-migrated.rule.ts'
import { fileOf, importActor, planOf, refuseKeyless } from './run-import.ts'
import { resolvePointers } from '../map/resolve-pointers.ts'
import { commonField } from '../../../model/query/common-fields.ts'
import { findRun, type ImportRun, typesOf } from './run-record.ts'
import { mappingOfOthers } from './mapping-of-others.ts'
import { rememberedMapping, rememberMapping } from './remembered-mapping.ts'
import { mayImport, mayUndo, runOf } from './whose-run.ts'
import { storeFile, withFile } from './stored-file.ts'

/** Rows by the number of line ends; quoted line ends make it too high, which an estimate may be. */
const countLines = async (path: string): Promise<number> => {
  const file = await open(path, 'r')
  try {
    let [lines, last] = [0, 10]
    for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
      last = chunk.at(-1) ?? last
    }
    return last === 10 ? lines : lines + 1
  } finally {
    await file.close()
  }
}

/** The parts whose columns a file may have, with what the actor sees of them. */
const partsFor = (model: Model, access: AccessContext, object: ModelObject): SuggestedPart[] =>
  [...object.parts.values()].flatMap(({ name, object: of, via }) => {
    const child = model.objects.get(of)
    if (!child) return []
    const fields = new Map([...visibleFields(access, child)].filter(([field]) => field !== via))
    return [{ name, label: child.definition.label, fields }]
  })

interface NewImport {
  readonly object: string
  readonly path: string
  readonly fileName: string
  readonly layout?: TableChoice
  readonly mapping?: Mapping
  readonly preset?: string
}
export interface ImportSeen {
  readonly run: ImportRun
  readonly rows: readonly (readonly string[])[]
  readonly suggested: Mapping
  readonly remembered: boolean
}

/** What a mapping is suggested from. */
interface Suggesting {
  readonly model: Model
  readonly access: AccessContext
  readonly object: ModelObject
  readonly types: TypeContext
}
const mayMigrate = (access: AccessContext): boolean => access.system || hasRight(access, migrateRight)

type Seen = Pick<Awaited<ReturnType<typeof seeTable>>, 'columns' | 'texts'>
const suggestionFor = ({ model, access, object }: Suggesting, { columns, texts }: Seen): Mapping => {
  const parts = partsFor(model, access, object)
  const found = suggestMapping(visibleFields(access, object), columns, {
    object,
    region: model.phoneRegion,
    parts,
    objects: model.objects,
    texts,
    title: object.definition.title,
    named: (name, field) => {
      const target = model.objects.get(name)
      const one = target?.fields.get(field)
      return target !== undefined && one !== undefined && fieldAnswer(access, target, field, one, 'key') === 'open'
    },
  })
  const doubtful = found.filter(({ column, field }) =>
    keptAsText(object.fields.get(field), texts[column] ?? [], model.phoneRegion),
  )
  const open = onlyMigrated({ model, object, texts, mayMigrate: mayMigrate(access) }, { columns: found })
  return proposedKey(access, object, open, new Set(doubtful.map(({ column }) => column)))
}

/** Ids that look like ours are ours only if some of them are here; else they are those of the file's own system. */
const withOwnIds = async (
  work: UnitOfWork,
  object: ModelObject,
  columns: readonly Column[],
  mapping: Mapping,
): Promise<Mapping> => {
  const own = mapping.columns.find(({ field }) => field === 'id')
  if (!own) return mapping
  const ids = columns.find(({ index }) => index === own.column)?.samples ?? []
  const [found] = await work.sql<{ here: boolean }>(
    `select exists (select 1 from "${object.table}" where id = any($1::uuid[])) as here`,
    [ids],
  )
  if (found?.here) return mapping
  const foreign = mapping.columns.map((one) => (one === own ? { ...one, field: 'source_id' } : one))
  return { ...mapping, columns: foreign, key: ['source_id'] }
}

/** What ids from a file are called, where nobody says of which system they are. */
const fileSource = 'file'

/** A column that names colleagues or records of whom not one is here would refuse every row: it is left out. */
const withKnownNames = async (
  work: UnitOfWork,
  about: Suggesting,
  columns: readonly Column[],
  mapping: Mapping,
): Promise<Mapping> => {
  const unknown = new Set<number>()
  for (const { column, field: name, by = '' } of mapping.columns) {
    const field = about.object.fields.get(name) ?? commonField(name)
    const to = field && targetOf(field)
    const texts = columns.find(({ index }) => index === column)?.samples ?? []
    if (!field || !to || to === about.object.name || texts.length === 0) continue
    const many = traitsOf(field).many === true
    const pointers = texts.map((text, row) => ({ row, field: name, to, by, text, many }))
    const records = texts.map((): Record<string, unknown> => ({ [name]: many ? [] : null }))
    const problems = await resolvePointers(
      work,
      { ...about, mapping: { ...mapping, source: mapping.source ?? fileSource } },
      pointers,
      ({ row }) => records[row],
    )
    if (problems.length === pointers.length) unknown.add(column)
  }
  return { ...mapping, columns: mapping.columns.filter(({ column }) => !unknown.has(column)) }
}

/** How a file with this header was matched last time, as far as whoever asks may use it. */
const knownMapping = async (
  work: UnitOfWork,
  { model, access, object }: Suggesting,
  { columns, texts }: Seen,
): Promise<Mapping | null> => {
  const kept = await rememberedMapping(work, object.name, columns)
  return kept && mappingOfOthers({ model, access, object, texts, mayMigrate: mayMigrate(access) }, kept)
}

/** What is suggested, judged by what is here. */
const suggestionIn = async (work: UnitOfWork, about: Suggesting, seen: Seen): Promise<Mapping> =>
  withKnownNames(work, about, seen.columns, await withOwnIds(work, about.object, seen.columns, suggestionFor(about, seen)))

/** Rows that a text may have, by its lines; a workbook does not tell. */
const estimateOf = async (path: string, { kind, layout }: TableFormat): Promise<number | null> =>
  kind === 'text' ? Math.max(1, (await countLines(path)) - layout.preamble - (layout.hasHeader ? 1 : 0)) : null

/** Takes a file in: looks at it, stores it beside a new run, suggests where its columns go (as last time for the same header). */
export const newImport = async (platform: Platform, tenant: string, actor: Actor, given: NewImport): Promise<ImportSeen> => {
  const model = await platform.model(tenant)
  const object = model.objects.get(given.object)
  if (!object || object.definition.ledger) refuse('object.unknown', { status: 404, params: { object: given.object } })
  await mayImport(platform, tenant, actor, given.object)
  const access = await platform.access(tenant, actor)
  const types = await typesOf(platform, tenant)
  const seen = await seeTable(given.path, given.layout)
  const { size } = await stat(given.path)
  const estimate = await estimateOf(given.path, seen.format)
  const id = uuidv7()
  return platform.work(tenant, importActor, async (work) => {
    const known = given.mapping ? null : await knownMapping(work, { model, access, object, types }, seen)
    const suggested = given.mapping ?? known ?? (await suggestionIn(work, { model, access, object, types }, seen))
    await work.sql(
      `insert into import_run (id, object, file_name, bytes, format, columns, mapping, preset, status, rows_estimated, actor_kind, actor, actor_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'new', $9, $10, $11, $12)`,
      [
        id,
        given.object,
        given.fileName.slice(0, 200),
        size,
        JSON.stringify(seen.format),
        JSON.stringify(seen.columns),
        given.mapping ? JSON.stringify(given.mapping) : null,
        given.preset ?? null,
        estimate,
        actor.kind,
        actor.id,
        actor.name ?? null,
      ],
    )
    await storeFile(work, id, given.path)
    return { run: await findRun(work, id), rows: seen.rows, suggested, remembered: known !== null }
  })
}

/** Reads the file of a run that has not started as somebody says: in another encoding, another sheet, with other columns. */
export const readAgain = async (
  platform: Platform,
  tenant: string,
  actor: Actor,
  id: string,
  choice: TableChoice,
): Promise<ImportSeen> => {
  const before = await runOf(platform, tenant, actor, id)
  if (before.status !== 'new') refuse('import.already_started', { status: 409 })
  const model = await platform.model(tenant)
  const access = await platform.access(tenant, actor)
  const object = model.objects.get(before.object) ?? refuse('object.unknown', { status: 404, params: { object: before.object } })
  const types = await typesOf(platform, tenant)
  const { seen, estimate } = await withFile(fileOf(platform, tenant, id), async (path) => {
    const again = await seeTable(path, choice)
    return { seen: again, estimate: await estimateOf(path, again.format) }
  })
  return platform.work(tenant, importActor, async (work) => {
    const known = await knownMapping(work, { model, access, object, types }, seen)
    const suggested = known ?? (await suggestionIn(work, { model, access, object, types }, seen))
    await work.sql(
      `update import_run set format = $2, columns = $3, rows_estimated = $4, mapping = null where id = $1 and status = 'new'`,
      [id, JSON.stringify(seen.format), JSON.stringify(seen.columns), estimate],
    )
    return { run: await findRun(work, id), rows: seen.rows, suggested, remembered: known !== null }
  })
}

/** Sets the mapping of a run that has not started, and remembers it for files with the same header. */
export const setMapping = async (platform: Platform, tenant: string, actor: Actor, id: string, given: Mapping): Promise<void> => {
  // Ids of another system are looked for only where they are of one.
  const named =
    given.key?.includes('source_id') || given.columns.some(({ field, by }) => field === 'source_id' || by === 'source')
  const mapping = named && !given.source ? { ...given, source: fileSource } : given
  await runOf(platform, tenant, actor, id)
  await platform.work(tenant, importActor, async (work) => {
    const run = await findRun(work, id)
    if (run.status !== 'new') refuse('import.already_started', { status: 409 })
    await planOf(platform, tenant, { ...run, mapping })
    await work.sql('update import_run set mapping = $2 where id = $1', [id, JSON.stringify(mapping)])
    await rememberMapping(work, { ...run, mapping })
  })
}

/** Starts, stops or takes back a run; the work itself is a job. */
export const moveRun = async (
  platform: Platform,
  tenant: string,
  actor: Actor,
  id: string,
  act: 'start' | 'cancel' | 'undo',
): Promise<ImportRun> => {
  const seen = await runOf(platform, tenant, actor, id)
  if (act === 'undo') await mayUndo(platform, tenant, actor, seen)
  if (act === 'start' && seen.mapping) refuseKeyless((await platform.model(tenant)).objects.get(seen.object), seen.mapping)
  return platform.work(tenant, importActor, async (work) => {
    const run = await findRun(work, id)
    const from = { start: ['new', 'failed', 'cancelled'], cancel: ['running'], undo: ['done', 'failed', 'cancelled'] }[act]
    if (!from.includes(run.status)) refuse('import.wrong_state', { status: 409, params: { status: run.status, act } })
    if (act === 'start' && !run.mapping) refuse('import.no_mapping')
    const to = { start: 'running', cancel: 'cancelled', undo: 'undoing' }[act]
    await work.sql(
      `update import_run set status = $2, problem = null, started_at = coalesce(started_at, $5::timestamptz), finished_at = case when $2 = 'cancelled' then $5::timestamptz end,
        undo_kind = case when $2 = 'undoing' then $3 end, undo_actor = case when $2 = 'undoing' then $4 end where id = $1`,
      [id, to, actor.kind, actor.id, new Date().toISOString()],
    )
    if (act !== 'cancel') await work.enqueue(act === 'start' ? 'import.run' : 'import.undo', { run: id }, { key: `import:${id}` })
    return findRun(work, id)
  })
}

/** A run as it stands. Refuses `import.not_found`. */
export const getImport = (platform: Platform, tenant: string, id: string): Promise<ImportRun> =>
  platform.work(tenant, importActor, (work) => findRun(work, id))
