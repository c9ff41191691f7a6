import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import type { ImportProblem, ImportRun } from './import-run.ts'

/** More than this nobody reads on a screen; the error file has them all. */
const shownMax = 200

/** Which row was not taken, for which column, and why. */
export const ProblemTable = ({ run, problems }: { readonly run: ImportRun; readonly problems: readonly ImportProblem[] }) => {
  const text = useText()
  const model = useModel()
  const { number } = useNumbers()
  const column = (path: string): string => {
    const steps = path.split('/').filter((step) => step !== '' && !/^\d+$/.test(step))
    const [first = ''] = steps
    const part = model.object(run.object)?.parts.find((one) => one.name === first)
    const name = part ? steps.join('.') : first
    const mapped = run.mapping?.columns.find(({ field }) => field === name)
    return (
      (mapped && run.columns.find(({ index }) => index === mapped.column)?.name) ||
      text(part ? model.fieldAt(part.object, steps[1] ?? '')?.label : model.fieldAt(run.object, name)?.label) ||
      name
    )
  }
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain">
        <thead>
          <tr>
            <th>{text(label('行', 'Row'))}</th>
            <th>{text(label('列', 'Column'))}</th>
            <th>{text(label('问题', 'Problem'))}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, shownMax).map((one) => (
            <tr key={`${one.row} ${one.path} ${one.code}`}>
              <td className="lk-num">{one.row}</td>
              <td>{column(one.path)}</td>
              <td>{one.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > shownMax ? (
        <p className="lk-label">
          {text(label('这里只列出前 {n} 条，共 {all} 条', 'The first {n} of {all} are shown'), {
            n: number(shownMax),
            all: number(problems.length),
          })}
        </p>
      ) : null}
    </div>
  )
}
