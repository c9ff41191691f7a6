import { type MetaField } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { FieldValue, fieldWidgets } from '../../base/field-types/registry.tsx'
import { useLanguage, useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { CommandPreview } from '../../base/command/runs.ts'

const shownReasonsMax = 3

/** What the act would do, in a line or two: on how many, who is left out and why, what comes to be. */
export const PreviewLine = ({
  preview,
  previewing,
  object,
}: {
  readonly preview: CommandPreview | null
  readonly previewing: boolean
  readonly object: string | undefined
}) => {
  const w = useWords()
  const text = useText()
  const { language } = useLanguage()
  const model = useModel()
  if (!preview)
    return previewing ? <p className="lk-act-preview lk-muted">{w('command.previewing')}</p> : <p className="lk-act-preview" />
  const definition = object ? model.object(object) : undefined
  const made = preview.makes.flatMap(({ object: name, count }) => {
    const found = model.object(name)
    return found ? [`${text(found.label)}${count > 1 ? ` ×${count}` : ''}`] : []
  })
  const whole = preview.tried === preview.found
  const isShort = (field: MetaField | undefined) => field !== undefined && fieldWidgets[field.type].short === true
  const changes = preview.fields.filter(({ name }) => isShort(definition?.fields[name]))
  return (
    <div className="lk-act-preview" aria-live="polite">
      {preview.found > 1 ? (
        <p>
          {whole
            ? w('command.will_change', { n: preview.changed })
            : w('command.will_change_some', { tried: preview.tried, n: preview.changed })}
          {preview.same > 0 ? ` · ${w('command.already_so', { n: preview.same })}` : ''}
        </p>
      ) : null}
      {changes.length > 0 && definition ? (
        <ul>
          {changes.slice(0, 5).map(({ name, before, after }) => {
            const field = definition.fields[name]
            return field ? (
              <li key={name} className="lk-row" style={{ gap: 6 }}>
                <span className="lk-muted">{text(field.label)}</span>
                <FieldValue field={field} value={before} />
                <Icon name="arrow-right" size={12} />
                <FieldValue field={field} value={after} />
              </li>
            ) : null
          })}
        </ul>
      ) : null}
      {made.length > 0 ? <p>{w('command.will_make', { what: made.join(language === 'en' ? ', ' : '、') })}</p> : null}
      {preview.refused > 0 ? (
        <div className="lk-act-refused">
          <p>{w('command.will_refuse', { n: preview.refused })}</p>
          <ul>
            {preview.reasons.slice(0, shownReasonsMax).map(({ id, title, detail }) => (
              <li key={id}>
                {title ? <strong>{title}</strong> : null} {detail}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}
