import './report/report.css'
import { Failure, Problem, Skeleton, useRecord, usePathPart } from '@lianke/ui'
import { Designer } from './report/designer.tsx'

/** One report: fields on the left, rows, columns and values above, the picture follows every change. */
const ReportPage = () => {
  const id = usePathPart('id') ?? 'new'
  const { data, error, isPending, refetch } = useRecord('insight.report', id === 'new' ? null : id)
  if (id === 'new') return <Designer key="new" row={null} />
  if (error)
    return (
      <Failure error={error} {...(error instanceof Problem && error.status === 404 ? {} : { retry: () => void refetch() })} />
    )
  if (isPending || !data) return <Skeleton rows={8} />
  return <Designer key={id} row={data} />
}
export default ReportPage
