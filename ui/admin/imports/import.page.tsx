import './imports.css'
import { label } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { apiBase, request } from '../../base/client/request.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page, PageSection } from '../../desk/shell/page-frame.tsx'
import { listPath } from '../../base/client/peek.ts'
import {
  type DryRun,
  type ImportProblem,
  type ImportRun,
  isByLine,
  type Mapping,
  missingOf,
  useImportActs,
  useImportRun,
} from './import-run.ts'
import { MappingTable } from './mapping-table.tsx'
import { ProblemTable } from './problem-table.tsx'
import { StatusPill } from './status-pill.tsx'
import { usePathPart } from '../../base/client/address.ts'

const Figures = ({ items }: { readonly items: readonly (readonly [string, number])[] }) => {
  const { number } = useNumbers()
  return (
    <div className="lk-import-figures">
      {items.map(([said, value]) => (
        <div key={said}>
          <b className="lk-num">{number(value)}</b>
          <span className="lk-label">{said}</span>
        </div>
      ))}
    </div>
  )
}

const Wizard = ({ run }: { readonly run: ImportRun }) => {
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const client = useQueryClient()
  const { number } = useNumbers()
  const acts = useImportActs(run.id)
  const object = model.object(run.object)
  const [mapping, setMapping] = useState<Mapping>(run.mapping ?? { columns: [] })
  const [tried, setTried] = useState<DryRun | null>(null)
  const [busy, setBusy] = useState(false)
  const over = run.status === 'done' || run.status === 'cancelled' || run.status === 'failed'
  const { data: problems } = useQuery({
    queryKey: ['import', run.id, 'problems', run.status],
    queryFn: () => request<{ data: ImportProblem[] }>(`/imports/${run.id}/problems`),
    enabled: over && run.refused > 0,
  })
  const words = {
    created: text(label('新增', 'New')),
    updated: text(label('更新', 'Changed')),
    unchanged: text(label('无变化', 'Same')),
    refused: text(label('未导入', 'Refused')),
    merged: text(label('并入同一单据的行', 'Further rows of a record')),
  }
  if (!object) return null
  const doing = async (work: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  const complete =
    missingOf(object, mapping, model.object).length === 0 &&
    mapping.columns.length > 0 &&
    (!isByLine(object, mapping) || (mapping.key ?? []).length > 0)
  const change = (next: Mapping) => {
    setMapping(next)
    setTried(null)
  }
  const tryOut = () =>
    doing(async () => {
      await acts.map(mapping)
      setTried(await acts.dryRun())
    })
  const start = () =>
    doing(async () => {
      await acts.map(mapping)
      await acts.start()
      await client.invalidateQueries({ queryKey: ['imports'] })
    })
  const percent = run.rows_estimated ? Math.min(100, Math.round((run.rows_done / run.rows_estimated) * 100)) : 0
  if (run.status === 'new')
    return (
      <>
        <PageSection
          title={text(label('1 · 对应字段', '1 · Match the columns'))}
          help={text(label('已按列名自动对应，请核对', 'Matched by name; please check'))}
        >
          <MappingTable object={object} run={run} mapping={mapping} disabled={busy} onChange={change} />
        </PageSection>
        <PageSection
          title={text(label('2 · 试跑', '2 · Try it'))}
          help={text(label('不写入任何数据，先看结果', 'Nothing is written; see first what would happen'))}
          actions={
            <Button disabled={!complete} loading={busy && !tried} onClick={() => void tryOut()}>
              {text(label('试跑', 'Try'))}
            </Button>
          }
        >
          {tried ? (
            <>
              <Figures
                items={[
                  [words.created, tried.created],
                  [words.updated, tried.updated],
                  [words.unchanged, tried.unchanged],
                  ...(tried.merged > 0 ? [[words.merged, tried.merged] as const] : []),
                  [words.refused, tried.refused],
                ]}
              />
              {tried.complete ? null : (
                <p className="lk-label">
                  {text(label('只试了前 {n} 行', 'The first {n} rows were tried'), { n: number(tried.rows) })}
                </p>
              )}
              {tried.problems.length > 0 ? (
                <ProblemTable run={{ ...run, mapping }} problems={tried.problems} />
              ) : (
                <p className="lk-muted">{text(label('没有问题。', 'No problems.'))}</p>
              )}
            </>
          ) : null}
        </PageSection>
        <PageSection
          title={text(label('3 · 导入', '3 · Import'))}
          help={text(
            label(
              '有问题的行会留在错误文件里，其余照常导入；可以离开页面。',
              'Rows with problems go to an error file, the others are imported; you may leave the page.',
            ),
          )}
          actions={
            <Button type="primary" disabled={!complete} loading={busy && tried !== null} onClick={() => void start()}>
              {text(label('导入约 {n} 行', 'Import about {n} rows'), { n: number(run.rows_estimated ?? 0) })}
            </Button>
          }
        >
          {null}
        </PageSection>
      </>
    )
  if (run.status === 'running' || run.status === 'undoing')
    return (
      <PageSection
        title={run.status === 'running' ? text(label('正在导入', 'Importing')) : text(label('正在撤销', 'Being undone'))}
        actions={
          run.status === 'running' ? (
            <Button onClick={() => void doing(() => acts.cancel())}>{text(label('停止', 'Stop'))}</Button>
          ) : null
        }
      >
        <Progress percent={percent} status="active" />
        <p className="lk-muted lk-num" aria-live="polite">
          {text(label('{done} 行 · 每秒 {rate} 行', '{done} rows · {rate} a second'), {
            done: number(run.rows_done),
            rate: number(run.rows_per_second),
          })}
          {run.seconds_left === null ? '' : ` · ${text(label('还要 {n} 秒', '{n} s left'), { n: run.seconds_left })}`}
        </p>
        <p className="lk-label">{text(label('可以离开；完成后这里有结果。', 'You may leave; the result will be here.'))}</p>
      </PageSection>
    )
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
        <Figures
          items={
            run.status === 'undone'
              ? [
                  [text(label('已删除', 'Removed')), run.removed],
                  [text(label('已还原', 'Put back')), run.restored],
                  [text(label('之后被改过，保留', 'Changed since, kept')), run.kept],
                ]
              : [
                  [words.created, run.created],
                  [words.updated, run.updated],
                  [words.unchanged, run.unchanged],
                  ...(run.merged > 0 ? [[words.merged, run.merged] as const] : []),
                  [words.refused, run.refused],
                ]
          }
        />
        {run.problem ? (
          <p role="alert" className="lk-import-failure">
            <Icon name="warning" size={15} />
            {text(
              label(
                '导入中断：文件在第 {n} 行之后读不下去（{code}）。之前的行已经导入。',
                'The import broke off after row {n} ({code}). The rows before it are in.',
              ),
              { n: run.rows_done, code: run.problem.code },
            )}
          </p>
        ) : null}
      </PageSection>
      {run.refused > 0 && run.status !== 'undone' ? (
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
      ) : null}
    </>
  )
}

/** One import from the file to the report. */
const ImportPage = () => {
  const text = useText()
  const model = useModel()
  const id = usePathPart('id') ?? ''
  const { data: run, error, refetch } = useImportRun(id)
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!run) return <Skeleton rows={6} />
  return (
    <Page
      title={
        <span className="lk-row">
          <Link to="/imports" className="lk-icon-button" aria-label={text(label('返回导入', 'Back to imports'))}>
            <Icon name="arrow-left" size={16} />
          </Link>
          <span className="lk-ellipsis">{run.file_name}</span>
          <StatusPill run={run} />
        </span>
      }
      lead={text(label('导入到{name}', 'Into {name}'), {
        name: text(model.object(run.object)?.plural ?? model.object(run.object)?.label),
      })}
    >
      <Wizard key={run.id} run={run} />
    </Page>
  )
}
export default ImportPage
