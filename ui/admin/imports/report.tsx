import { label, type MetaObject } from '@lianke/kernel'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { listPath } from '../../base/client/peek.ts'
import { apiBase, request } from '../../base/client/request.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PageSection } from '../../desk/shell/page-frame.tsx'
import { NotedFigure, RowFigures, UndoneFigures } from './figures.tsx'
import { type ImportProblem, type ImportRun, useImportActs } from './import-run.ts'
import { ProblemTable } from './problem-table.tsx'
import { useDoing } from './use-doing.ts'

const BrokenOff = ({ run, code }: { readonly run: ImportRun; readonly code: string }) => {
  const text = useText()
  return (
    <p role="alert" className="lk-import-failure">
      <Icon name="warning" size={15} />
      {text(
        label(
          '导入中断：文件在第 {n} 行之后读不下去（{code}）。之前的行已经导入。',
          'The import broke off after row {n} ({code}). The rows before it are in.',
        ),
        { n: run.rows_done, code },
      )}
    </p>
  )
}

/** The rows that were not imported, to be mended. */
const Refused = ({ run }: { readonly run: ImportRun }) => {
  const text = useText()
  const { data: problems } = useQuery({
    queryKey: ['import', run.id, 'problems', run.status],
    queryFn: () => request<{ data: ImportProblem[] }>(`/imports/${run.id}/problems`),
  })
  return (
    <PageSection
      title={text(label('未导入的行', 'Rows not imported'))}
      help={text(label('下载错误文件，改好后再导入一次', 'Download the error file, mend it and import it again'))}
      actions={
        <Button href={`${apiBase}/imports/${run.id}/error-file`} icon={<Icon name="download" size={14} />}>
          {text(label('下载错误文件', 'Error file'))}
        </Button>
      }
    >
      {problems ? <ProblemTable run={run} problems={problems.data} /> : null}
    </PageSection>
  )
}

/** What became of an import, and the way to take it back. */
export const Report = ({ object, run }: { readonly object: MetaObject; readonly run: ImportRun }) => {
  const text = useText()
  const acts = useImportActs(run.id)
  const { busy, doing } = useDoing()
  return (
    <>
      <PageSection
        title={text(label('结果', 'Result'))}
        actions={
          <span className="lk-row">
            <Link to={listPath(run.object)}>
              <Button>{text(label('查看{name}', 'Open {name}'), { name: text(object.plural ?? object.label) })}</Button>
            </Link>
            {run.status === 'undone' || run.created + run.updated === 0 ? null : (
              <Button icon={<Icon name="undo" size={14} />} loading={busy} onClick={() => void doing(() => acts.undo())}>
                {text(label('撤销这次导入', 'Undo this import'))}
              </Button>
            )}
          </span>
        }
      >
        {run.status === 'undone' ? <UndoneFigures of={run} /> : <RowFigures of={run} />}
        {run.status === 'undone' ? null : <NotedFigure object={run.object} mapping={run.mapping} noted={run.noted} />}
        {run.problem ? <BrokenOff run={run} code={run.problem.code} /> : null}
      </PageSection>
      {run.refused + run.keyless > 0 && run.status !== 'undone' ? <Refused run={run} /> : null}
    </>
  )
}
