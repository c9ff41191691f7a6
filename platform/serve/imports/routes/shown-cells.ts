import { coveredText, fieldAnswer } from '../../../model/access/field-access.ts'
import type { AccessContext } from '../../../model/access/access-context.ts'
import type { Model } from '../../../model/model/model.ts'
import type { Mapping } from '../map/mapping.ts'
import { mappedField, pathOfProblem } from '../map/part-fields.ts'
import type { ImportRun } from '../run/run-record.ts'
import { isMaker } from '../run/whose-run.ts'

/** What of an imported file somebody is shown. */
export interface ShownCells {
  readonly cells: (cells: readonly string[]) => string[]
  /** The mapping, without what it repeats of the file or says of fields that are closed. */
  readonly mapping: (mapping: Mapping) => Mapping
  /** Parts of a problem's text that repeat a cell. */
  readonly params: (path: string, params: Record<string, unknown>) => Record<string, unknown>
}
export const wholeFile: ShownCells = {
  cells: (cells) => [...cells],
  mapping: (mapping) => mapping,
  params: (_path, params) => params,
}

/**
 * The maker of a run has the file; whoever else looks at it sees of each column what he sees of the field it goes to. A column that goes
 * nowhere could hold anything, so he sees it only if no field is closed to him.
 */
export const shownCells = (access: AccessContext, model: Pick<Model, 'objects'>, run: ImportRun): ShownCells => {
  if (access.system || isMaker(access, run)) return wholeFile
  const object = model.objects.get(run.object)
  const answer = (path: string): 'open' | 'masked' | 'closed' => {
    if (!object) return 'open'
    const { object: owner, path: own, field } = mappedField(model, object, path)
    return field ? fieldAnswer(access, owner, own.split('.')[0] ?? '', field, 'show') : 'open'
  }
  const whole = object !== undefined && [...object.fields.keys()].every((name) => answer(name) === 'open')
  const fieldsOf = Map.groupBy(run.mapping?.columns ?? [], ({ column }) => column)
  // A column that goes to several fields is as closed as the most closed of them.
  const answerOf = (column: number) => {
    const answers = fieldsOf.get(column)?.map(({ field }) => answer(field)) ?? [whole ? 'open' : 'closed']
    return (['closed', 'masked'] as const).find((one) => answers.includes(one)) ?? 'open'
  }
  return {
    cells: (cells) =>
      cells.map((cell, column) => {
        const said = answerOf(column)
        return said === 'open' || cell === '' ? cell : said === 'masked' ? coveredText : ''
      }),
    mapping: ({ columns, constants = {}, ...rest }) => ({
      ...rest,
      columns: columns.map(({ values, others, ...one }) =>
        answer(one.field) === 'open'
          ? { ...one, ...(values ? { values } : {}), ...(others === undefined ? {} : { others }) }
          : one,
      ),
      constants: Object.fromEntries(Object.entries(constants).filter(([name]) => answer(name) === 'open')),
    }),
    params: (path, params) =>
      answer(pathOfProblem(path)) === 'open' || params.value === undefined ? params : { ...params, value: coveredText },
  }
}
