import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { useModel } from '../../base/client/meta.ts'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { Empty } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { type ImportRun, useImportRuns } from './import-run.ts'
import { StatusPill } from './status-pill.tsx'

const RunLine = ({ run }: { readonly run: ImportRun }) => {
  const text = useText()
  const model = useModel()
  const { ago } = useMoment()
  const { number } = useNumbers()
  return (
    <tr>
      <td>
        <Link to={`/imports/${run.id}`}>{run.file_name}</Link>
      </td>
      <td>{text(model.object(run.object)?.label) || run.object}</td>
      <td>
        <StatusPill run={run} />
      </td>
      <td className="end lk-num">{number(run.created)}</td>
      <td className="end lk-num">{number(run.updated)}</td>
      <td className="end lk-num">{number(run.refused)}</td>
      <td className="lk-muted">
        {ago(run.created_at)}
        {run.actor_name ? ` · ${run.actor_name}` : ''}
      </td>
    </tr>
  )
}

const RunTable = ({ runs }: { readonly runs: readonly ImportRun[] }) => {
  const text = useText()
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain">
        <thead>
          <tr>
            <th>{text(label('文件', 'File'))}</th>
            <th>{text(label('数据', 'Data'))}</th>
            <th>{text(label('状态', 'Status'))}</th>
            <th className="end">{text(label('新增', 'New'))}</th>
            <th className="end">{text(label('更新', 'Changed'))}</th>
            <th className="end">{text(label('未导入', 'Refused'))}</th>
            <th>{text(label('时间', 'When'))}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** All imports so far, newest first. */
export const PastImports = () => {
  const text = useText()
  const runs = useImportRuns()
  return (
    <Loaded of={runs} rows={3}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty small icon="inbox" title={text(label('还没有导入过', 'No imports yet'))} />
        ) : (
          <RunTable runs={data} />
        )
      }
    </Loaded>
  )
}
