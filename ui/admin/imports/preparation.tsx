import { label, type MetaObject } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useMay } from '../../base/client/session.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { PageSection } from '../../desk/shell/page-frame.tsx'
import { NotedFigure, RowFigures } from './figures.tsx'
import { type DryRun, type ImportRun, isByLine, type Mapping, missingOf, useImportActs } from './import-run.ts'
import { MappingTable } from './mapping-table.tsx'
import { ReadingChoices } from './reading-choices.tsx'
import { ProblemTable } from './problem-table.tsx'
import { useDoing } from './use-doing.ts'

/** An import while it is prepared: its mapping, what a trial said, and the way on. */
const usePreparation = (object: MetaObject, run: ImportRun) => {
  const model = useModel()
  const client = useQueryClient()
  const acts = useImportActs(run.id)
  const { busy, doing } = useDoing()
  const [mapping, setMapping] = useState<Mapping>(run.mapping ?? { columns: [] })
  const [tried, setTried] = useState<DryRun | null>(null)
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
  return { mapping, change, tried, tryOut, start, complete, busy }
}

/** Records that are further on than a new one may be, or say what only acts write, come in as they were elsewhere. */
const KeepStates = ({ onKeep }: { readonly onKeep: () => void }) => {
  const text = useText()
  return (
    <p className="lk-row">
      <span>{text(label('有些行的状态不能是新建记录的状态。', 'Some rows are in states that a new record cannot be in.'))}</span>
      <Button size="small" onClick={onKeep}>
        {text(label('保留原有状态', 'Keep the states they had'))}
      </Button>
    </p>
  )
}

/** What would happen. */
const Tried = ({ run, tried, onKeep }: { readonly run: ImportRun; readonly tried: DryRun; readonly onKeep: () => void }) => {
  const text = useText()
  const { number } = useNumbers()
  const mayMigrate = useMay()('records.migrate')
  const further = tried.problems.some(({ code }) => code === 'record.state_not_initial' || code === 'field.by_command')
  return (
    <>
      <RowFigures of={tried} />
      <NotedFigure object={run.object} mapping={run.mapping} noted={tried.noted} />
      {tried.complete ? null : (
        <p className="lk-label">{text(label('只试了前 {n} 行', 'The first {n} rows were tried'), { n: number(tried.rows) })}</p>
      )}
      {further && mayMigrate ? <KeepStates onKeep={onKeep} /> : null}
      {tried.problems.length > 0 ? (
        <ProblemTable run={run} problems={tried.problems} />
      ) : (
        <p className="lk-muted">{text(label('没有问题。', 'No problems.'))}</p>
      )}
    </>
  )
}

/** Before anything is written: columns are matched, tried, and then imported. */
export const Preparation = ({ object, run }: { readonly object: MetaObject; readonly run: ImportRun }) => {
  const text = useText()
  const { number } = useNumbers()
  const { mapping, change, tried, tryOut, start, complete, busy } = usePreparation(object, run)
  return (
    <>
      <ReadingChoices run={run} />
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
        {tried ? <Tried run={{ ...run, mapping }} tried={tried} onKeep={() => change({ ...mapping, migrating: true })} /> : null}
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
}
