import type { Label } from '@lianke/kernel'
import { csvLine } from '../../store/files/csv-line.rule.ts'
import type { Locale } from '../../model/i18n/locale.ts'
import { speak } from '../../model/i18n/speak.ts'
import type { Platform } from '../../platform.ts'
import { mappedField, pathOfProblem } from './map/part-fields.ts'
import { type ShownCells, wholeFile } from './routes/shown-cells.ts'
import type { ImportRun } from './run/run-record.ts'

const pageRows = 1000
interface Line {
  readonly row: number
  readonly cells: string[]
  readonly reasons: { path: string; code: string; params: Record<string, unknown> }[]
}

/** A problem in words. */
export const reasonOf = (
  words: ReadonlyMap<string, Label>,
  locale: Locale,
  problem: { path: string; code: string; params: Record<string, unknown> },
): string => speak(words, `refusal.${problem.code}`, locale, problem.params) ?? problem.code

/** The rows that were not taken, as they came, with the line and the reasons in front: mend them and import the file again. */
export async function* errorFile(
  platform: Platform,
  tenant: string,
  run: ImportRun,
  locale: Locale,
  { cells, params }: ShownCells = wholeFile,
): AsyncGenerator<string> {
  const { words, objects } = await platform.model(tenant)
  const object = objects.get(run.object)
  yield `\ufeff${csvLine([locale === 'en' ? 'Line' : '行号', locale === 'en' ? 'Reason' : '原因', ...run.columns.map((column) => column.name)])}`
  const above = run.format.layout.preamble + (run.format.layout.hasHeader ? 1 : 0)
  for (let after = -1; ; ) {
    const lines = await platform.database.query<Line>(tenant, {
      text: `select row, (array_agg(cells))[1] as cells, json_agg(json_build_object('path', path, 'code', code, 'params', params) order by position) as reasons
        from import_problem where run = $1 and row > $2 group by row order by row limit $3`,
      values: [run.id, after, pageRows],
    })
    for (const line of lines) {
      const reasons = line.reasons.map((reason) => {
        const label = object && mappedField({ objects }, object, pathOfProblem(reason.path)).field?.label
        return `${label ? `${locale === 'en' ? label.en : label.zh}${locale === 'en' ? ': ' : '：'}` : ''}${reasonOf(words, locale, { ...reason, params: params(reason.path, reason.params) })}`
      })
      yield csvLine([String(line.row + above), reasons.join(locale === 'en' ? '; ' : '；'), ...cells(line.cells)])
    }
    const last = lines.at(-1)
    if (!last || lines.length < pageRows) return
    after = last.row
  }
}
