import { type Field, fieldTraits, label, type OwnEvent, propertyName, type SeenProperty } from '@lianke/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { PageSection } from '../../desk/shell/page-frame.tsx'
import { PlainTable } from '../../desk/shell/plain-table.tsx'
import { changeEvent, useEventsAgain } from './event-data.ts'

const heads = [
  label('属性', 'Property'),
  label('看起来是', 'Looks like'),
  label('次数', 'Times'),
  label('最近一次', 'Last value'),
]
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The field that a property is declared as by one click; null: it must be told otherwise first. */
export const fieldOfSeen = ({ property, kind }: Pick<SeenProperty, 'property' | 'kind'>): Field | null =>
  kind !== null && propertyName.test(property) ? { type: kind, label: { zh: property, en: property }, options: {} } : null

/** Properties that were told and are not declared: they are kept, and nothing can be asked of them yet. */
export const SeenProperties = ({ event, seen }: { readonly event: OwnEvent; readonly seen: readonly SeenProperty[] }) => {
  const text = useText()
  const toast = useToast()
  const again = useEventsAgain()
  const { ago } = useMoment()
  const { number } = useNumbers()
  const [busy, setBusy] = useState<string | null>(null)
  if (seen.length === 0) return null
  const declare = (property: string, field: Field) => {
    setBusy(property)
    void changeEvent(event, { fields: { ...event.fields, [property]: field } })
      .then(again)
      .then(() => toast.done(text(label('已声明 {property}', '{property} is declared'), { property })), toast.failed)
      .finally(() => setBusy(null))
  }
  return (
    <PageSection title={text(label('收到但没有声明的属性', 'Told, not declared'))}>
      <PlainTable heads={heads} acts="">
        {seen.map((one) => {
          const field = fieldOfSeen(one)
          return (
            <tr key={one.property}>
              <td>
                <code style={{ fontSize: 12 }}>{one.property}</code>
              </td>
              <td className="lk-muted">
                {one.kind ? text(fieldTraits[one.kind].label) : text(label('列表或对象', 'A list or an object'))}
              </td>
              <td className="lk-num" title={ago(one.last_at)}>
                {number(one.count)}
              </td>
              <td>
                <span className="lk-muted lk-ellipsis" style={{ display: 'block', maxWidth: 280 }} title={shown(one.sample)}>
                  {shown(one.sample)}
                </span>
              </td>
              <td className="end">
                {field ? (
                  <Button
                    size="small"
                    loading={busy === one.property}
                    disabled={busy !== null}
                    aria-label={text(label('声明 {property}', 'Declare {property}'), { property: one.property })}
                    onClick={() => declare(one.property, field)}
                  >
                    {text(label('声明', 'Declare'))}
                  </Button>
                ) : (
                  <span className="lk-label">{text(label('不能声明', 'Cannot be declared'))}</span>
                )}
              </td>
            </tr>
          )
        })}
      </PlainTable>
    </PageSection>
  )
}
