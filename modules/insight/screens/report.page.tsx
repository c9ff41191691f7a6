import './report/report.css'
import { Failure, Problem, Skeleton, useRecord } from '@lianke/ui'
import { useParams } from '@tanstack/react-router'
import { Designer } from './report/designer.tsx'

/** One report: fields on the left, rows, columns and values above, the picture follows every change. */
const ReportPage = () => {
  const { id = 'new' } = useParams({ strict: false }) as { id?: string }
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
