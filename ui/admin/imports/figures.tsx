import { label } from '@lianke/kernel'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { useModel } from '../../base/client/meta.ts'
import type { ImportRun, Mapping, RowCounts } from './import-run.ts'

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

/** What became of the rows, tried or done. */
export const RowFigures = ({
  of: { created, updated, unchanged, merged, refused, keyless, blank },
}: {
  readonly of: Omit<RowCounts, 'noted'>
}) => {
  const text = useText()
  return (
    <Figures
      items={[
        [text(label('新增', 'New')), created],
        [text(label('更新', 'Changed')), updated],
        [text(label('无变化', 'Same')), unchanged],
        ...(merged > 0 ? [[text(label('并入同一单据的行', 'Further rows of a record')), merged] as const] : []),
        [text(label('未导入', 'Refused')), refused],
        ...(keyless > 0 ? [[text(label('没有查找依据，跳过', 'Without a key, skipped')), keyless] as const] : []),
        ...(blank > 0 ? [[text(label('空行、重复的表头，跳过', 'Blank rows and headers, skipped')), blank] as const] : []),
      ]}
    />
  )
}

/** How many values are no value of their field and are kept in another, the remark; nothing where there are none. */
export const NotedFigure = ({
  object,
  mapping,
  noted,
}: {
  readonly object: string
  readonly mapping: Mapping | null
  readonly noted: number
}) => {
  const text = useText()
  const model = useModel()
  const { number } = useNumbers()
  if (noted === 0) return null
  const fields = new Set((mapping?.columns ?? []).flatMap(({ rest, unreadable }) => [rest ?? [], unreadable ?? []].flat()))
  const said = [...fields].map((name) => text(model.fieldAt(object, name)?.label) || name).join(text(label('、', ', ')))
  return (
    <p className="lk-muted">
      {text(
        label(
          '{n} 个值放到“{field}”：读不懂的，和单元格里多出的',
          '{n} values go into {field}: unreadable ones, and what cells say beyond their value',
        ),
        {
          n: number(noted),
          field: said,
        },
      )}
    </p>
  )
}

/** What became of the records when an import was taken back. */
export const UndoneFigures = ({ of: { removed, restored, kept } }: { readonly of: ImportRun }) => {
  const text = useText()
  return (
    <Figures
      items={[
        [text(label('已删除', 'Removed')), removed],
        [text(label('已还原', 'Put back')), restored],
        [text(label('之后被改过，保留', 'Changed since, kept')), kept],
      ]}
    />
  )
}
