import { coveredText, fieldAnswer } from '../access/field-access.ts'
import type { AccessContext } from '../access/access-context.ts'
import type { ModelObject } from '../model/model.ts'
import type { ImportRun } from './run/run-record.ts'
import { isMaker } from './run/whose-run.ts'

/** What of an imported file somebody is shown. */
export interface ShownCells {
  readonly cells: (cells: readonly string[]) => string[]
  /** Parts of a problem's text that repeat a cell. */
  readonly params: (path: string, params: Record<string, unknown>) => Record<string, unknown>
}
export const wholeFile: ShownCells = { cells: (cells) => [...cells], params: (_path, params) => params }

/**
 * The maker of a run has the file; whoever else looks at it sees of each column what he sees of the field it goes to. A column that goes
 * nowhere could hold anything, so he sees it only if no field is closed to him.
 */
export const shownCells = (access: AccessContext, object: ModelObject | undefined, run: ImportRun): ShownCells => {
  if (access.system || isMaker(access, run)) return wholeFile
  const answer = (name: string): 'open' | 'masked' | 'closed' => {
    const field = object?.fields.get(name)
    return object && field ? fieldAnswer(access, object, name, field, 'show') : 'open'
  }
  const whole = object !== undefined && [...object.fields.keys()].every((name) => answer(name) === 'open')
  const fieldOf = new Map(run.mapping?.columns.map(({ column, field }) => [column, field.split('.')[0] ?? '']))
  return {
    cells: (cells) =>
      cells.map((cell, column) => {
        const field = fieldOf.get(column)
        const said = field === undefined ? (whole ? 'open' : 'closed') : answer(field)
        return said === 'open' || cell === '' ? cell : said === 'masked' ? coveredText : ''
      }),
    params: (path, params) =>
      answer(path.split('/')[1]?.split('.')[0] ?? '') === 'open' || params.value === undefined
        ? params
        : { ...params, value: coveredText },
  }
}
