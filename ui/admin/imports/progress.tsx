import { label } from '@lianke/kernel'
import { Button, Progress } from 'antd'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { PageSection } from '../../desk/shell/page-frame.tsx'
import { type ImportRun, useImportActs } from './import-run.ts'
import { useDoing } from './use-doing.ts'

/** An import, or its undoing, while it goes on. */
export const ImportProgress = ({ run }: { readonly run: ImportRun }) => {
  const text = useText()
  const { number } = useNumbers()
  const acts = useImportActs(run.id)
  const { doing } = useDoing()
  const percent = run.rows_estimated ? Math.min(100, Math.round((run.rows_done / run.rows_estimated) * 100)) : 0
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
}
