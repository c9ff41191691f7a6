import { defineRoute, label, type RouteCompany } from '@lianke/kernel'
import { z } from 'zod'
import { hasRight } from '../../../model/access/access-context.ts'
import { insideOfCall } from '../../http/routes/route-company.ts'
import { reasonOf } from '../error-file.ts'
import { moveRun, readAgain, setMapping } from '../run/new-import.ts'
import { dryRunImport } from '../run/run-import.ts'
import type { ImportRun } from '../run/run-record.ts'
import { columnWords } from '../run/column-words.ts'
import { manageImports, runOf } from '../run/whose-run.ts'
import { dryRunShape, formatShape, mappingShape, problemsShape, runShape, seenShape, textsShape } from './shapes.ts'
import { cellsFor, type Looking, shownRun } from './shown-run.ts'

const listMax = 50
const path = '/api/v1/imports'
const params = z.object({ id: z.string().max(60) })
const may = 'principal'
const one = { may, params, answer: runShape } as const

const lookingBy = (call: RouteCompany): Looking => ({
  platform: insideOfCall(call).platform,
  tenant: call.tenant,
  actor: call.actor,
})
type OfOne = RouteCompany & { readonly params: z.output<typeof params> }
const seen = (call: OfOne): Promise<ImportRun> => {
  const { platform, tenant, actor } = lookingBy(call)
  return runOf(platform, tenant, actor, call.params.id)
}

const list = defineRoute({
  name: 'imports.list',
  label: label('导入记录', 'Imports of the caller, newest first; all for those who manage imports'),
  method: 'GET',
  path,
  may,
  answer: z.object({ data: z.array(runShape) }),
  run: async (call) => {
    const looking = lookingBy(call)
    const { platform, tenant, actor } = looking
    const access = await platform.access(tenant, actor)
    const runs = await platform.database.query<ImportRun>(tenant, {
      text: 'select * from import_run where $2 or (actor_kind = $3 and actor = $4) order by created_at desc limit $1',
      values: [listMax, access.system || hasRight(access, manageImports), actor.kind, actor.id],
    })
    const mine = runs.filter((run) => access.system || access.object(run.object).import)
    return { data: await Promise.all(mine.map((run) => shownRun(looking, run))) }
  },
})

const get = defineRoute({
  ...one,
  name: 'imports.get',
  label: label('一次导入', 'One import: figures, rate and time left'),
  method: 'GET',
  path: `${path}/:id`,
  run: async (call) => shownRun(lookingBy(call), await seen(call)),
})

const mapping = defineRoute({
  ...one,
  name: 'imports.mapping',
  label: label('设置列的对应关系', 'Where the columns go'),
  method: 'PUT',
  path: `${path}/:id/mapping`,
  body: mappingShape,
  run: async (call) => {
    const looking = lookingBy(call)
    await setMapping(looking.platform, looking.tenant, looking.actor, (await seen(call)).id, call.body)
    return shownRun(looking, await seen(call))
  },
})

const format = defineRoute({
  name: 'imports.format',
  label: label('换一种读法', 'How the file is read: encoding, sheet, delimiter, where the table begins'),
  method: 'PUT',
  path: `${path}/:id/format`,
  may,
  params,
  body: formatShape,
  answer: seenShape,
  run: async (call) => {
    const looking = lookingBy(call)
    const { run, rows, suggested, remembered } = await readAgain(
      looking.platform,
      looking.tenant,
      looking.actor,
      call.params.id,
      call.body,
    )
    const { cells } = await cellsFor(looking, run)
    const mapping = { ...suggested, columns: suggested.columns.map((column) => ({ ...column })) }
    return { ...(await shownRun(looking, run)), rows: rows.map(cells), suggested: mapping, remembered }
  },
})

const dryRun = defineRoute({
  name: 'imports.dry_run',
  label: label('试运行', 'Tries the first rows without writing'),
  method: 'POST',
  path: `${path}/:id/dry-run`,
  may,
  params,
  body: z.unknown(),
  answer: dryRunShape,
  run: async (call) => {
    const looking = lookingBy(call)
    const { platform, tenant, actor } = looking
    const run = await seen(call)
    const { words } = await platform.model(tenant)
    const result = await dryRunImport(platform, tenant, actor, run.id)
    const shown = await cellsFor(looking, run)
    const problems = result.problems.map((problem) => ({ ...problem, params: shown.params(problem.path, problem.params) }))
    return { ...result, problems: problems.map((problem) => ({ ...problem, detail: reasonOf(words, call.locale, problem) })) }
  },
})

const acts = [
  { act: 'start', said: label('开始导入', 'Begin') },
  { act: 'cancel', said: label('停止导入', 'Stop') },
  { act: 'undo', said: label('撤回导入', 'Take it back') },
] as const
const moves = acts.map(({ act, said }) =>
  defineRoute({
    ...one,
    name: `imports.${act}`,
    label: said,
    method: 'POST',
    path: `${path}/:id/${act}`,
    body: z.unknown(),
    run: async (call) => {
      const looking = lookingBy(call)
      return shownRun(looking, await moveRun(looking.platform, looking.tenant, looking.actor, call.params.id, act))
    },
  }),
)

const problems = defineRoute({
  name: 'imports.problems',
  label: label('未导入的行', 'Rows that were not taken, with the reasons'),
  method: 'GET',
  path: `${path}/:id/problems`,
  may,
  params,
  answer: problemsShape,
  run: async (call) => {
    const looking = lookingBy(call)
    const { platform, tenant } = looking
    const run = await seen(call)
    const { words } = await platform.model(tenant)
    const rows = await platform.database.query<{
      row: number
      path: string
      code: string
      params: Record<string, unknown>
      cells: string[]
    }>(tenant, {
      text: 'select row, path, code, params, cells from import_problem where run = $1 order by row, position limit 200',
      values: [run.id],
    })
    const shown = await cellsFor(looking, run)
    return {
      data: rows.map((row) => {
        const problem = { ...row, cells: shown.cells(row.cells), params: shown.params(row.path, row.params) }
        return { ...problem, detail: reasonOf(words, call.locale, problem) }
      }),
    }
  },
})

const words = defineRoute({
  name: 'imports.words',
  label: label(
    '某一列里的内容',
    'What a column says: the words that hold a text, in all rows of the file, with how many rows say them',
  ),
  method: 'GET',
  path: `${path}/:id/words`,
  may,
  params,
  query: z.object({ column: z.coerce.number().int().min(0).max(500), search: z.string().max(100).default('') }),
  answer: textsShape,
  run: async (call) => {
    const looking = lookingBy(call)
    const run = await seen(call)
    const { cells } = await cellsFor(looking, run)
    const { column } = call.query
    const probe = Array.from({ length: column + 1 }, (_, at) => (at === column ? 'x' : ''))
    // Who may not see the column is told nothing of it, nor by looking whether it says something.
    if (cells(probe)[column] !== 'x') return { data: [], complete: true }
    return columnWords(looking.platform, looking.tenant, run, call.query)
  },
})

/** The wizard's routes beside the upload and the file of errors, which are no JSON. */
export const importRunRoutes = [list, get, mapping, format, dryRun, ...moves, problems, words]
