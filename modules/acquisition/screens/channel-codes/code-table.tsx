import { label, type MetaField, type Row, textIn } from '@lianke/kernel'
import { FieldValue, recordPath, useNumbers, useText } from '@lianke/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { QrImage } from '../qr-image.tsx'
import { useReason } from '../use-reason.ts'
import { onDutyOf, StaffOfCode } from './staff-of-code.tsx'
import { useCodeCounts } from './use-code-counts.ts'
import { useStaffNames } from './use-staff-names.ts'

const codePath = (row: Row) => recordPath('marketing.channel_code', row.id)

/** The picture of a code, its name, and the word by which the channel knows it. */
const NameOfCode = ({ row }: { readonly row: Row }) => {
  const text = useText()
  return (
    <span className="lk-row" style={{ gap: 12 }}>
      <QrImage url={textIn(row.qr_url)} size={44} name={String(row.name)} />
      <span className="lk-grow">
        <Link to={codePath(row)} className="lk-code-name" onClick={(event) => event.stopPropagation()}>
          {String(row.name)}
        </Link>
        <span className="lk-label lk-code-state">
          {String(row.state ?? '') || text(label('发布后生成渠道参数', 'State made on publishing'))}
        </span>
      </span>
    </span>
  )
}

const StatusOfCode = ({ row, status }: { readonly row: Row; readonly status: MetaField | undefined }) => {
  const reason = useReason()
  const failure = row.failure ? reason(String(row.failure)) : null
  return (
    <>
      {status ? <FieldValue field={status} value={row.status} /> : null}
      {failure ? (
        <div className="lk-label lk-code-failure" title={failure}>
          {failure}
        </div>
      ) : null}
    </>
  )
}

const Heads = () => {
  const text = useText()
  return (
    <tr>
      <th>{text(label('活码', 'Code'))}</th>
      <th>{text(label('状态', 'Status'))}</th>
      <th>{text(label('接待员工', 'Who answers'))}</th>
      <th className="end">{text(label('今日', 'Today'))}</th>
      <th className="end">{text(label('近 7 天', '7 days'))}</th>
      <th className="end">{text(label('累计添加', 'Added'))}</th>
      <th className="end">{text(label('流失', 'Lost'))}</th>
    </tr>
  )
}

/** Codes with who answers and what each brings; a line opens its code. */
export const CodeTable = ({ rows, status }: { readonly rows: readonly Row[]; readonly status: MetaField | undefined }) => {
  const navigate = useNavigate()
  const { number } = useNumbers()
  const counts = useCodeCounts(rows)
  const names = useStaffNames(useMemo(() => rows.flatMap(onDutyOf), [rows]))
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain lk-codes">
        <thead>
          <Heads />
        </thead>
        <tbody>
          {rows.map((row) => {
            const { today, week, all, lost } = counts(row)
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the name inside is a link that keys reach
              <tr key={row.id} onClick={() => void navigate({ to: codePath(row) })}>
                <td>
                  <NameOfCode row={row} />
                </td>
                <td>
                  <StatusOfCode row={row} status={status} />
                </td>
                <td>
                  <StaffOfCode row={row} names={names} />
                </td>
                <td className="end lk-num">{number(today)}</td>
                <td className="end lk-num">{number(week)}</td>
                <td className="end lk-num">{number(all)}</td>
                <td className="end lk-num">{number(lost)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
