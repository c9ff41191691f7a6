import './imports.css'
import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { usePathPart } from '../../base/client/address.ts'
import { useModel } from '../../base/client/meta.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { type ImportRun, useImportRun } from './import-run.ts'
import { Preparation } from './preparation.tsx'
import { ImportProgress } from './progress.tsx'
import { Report } from './report.tsx'
import { StatusPill } from './status-pill.tsx'

const Stage = ({ run }: { readonly run: ImportRun }) => {
  const object = useModel().object(run.object)
  if (!object) return null
  if (run.status === 'new') return <Preparation key={JSON.stringify(run.format)} object={object} run={run} />
  if (run.status === 'running' || run.status === 'undoing') return <ImportProgress run={run} />
  return <Report object={object} run={run} />
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
      <Stage key={run.id} run={run} />
    </Page>
  )
}
export default ImportPage
