import type { MetaField } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { FieldValue, fieldWidgets } from '../../base/field-types/registry.tsx'
import { useLanguage, useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { CommandPreview } from '../../base/command/runs.ts'

const shownReasonsMax = 3
const shownChangesMax = 5

/** On how many, where it is about several. */
const Reach = ({ preview }: { readonly preview: CommandPreview }) => {
  const w = useWords()
  if (preview.found < 2) return null
  return (
    <p>
      {preview.tried === preview.found
        ? w('command.will_change', { n: preview.changed })
        : w('command.will_change_some', { tried: preview.tried, n: preview.changed })}
      {preview.same > 0 ? ` · ${w('command.already_so', { n: preview.same })}` : ''}
    </p>
  )
}

/** Values before and after, where they are short. */
const Changes = ({ preview, object }: { readonly preview: CommandPreview; readonly object: string | undefined }) => {
  const text = useText()
  const fields = useModel().object(object ?? '')?.fields ?? {}
  const isShort = (field: MetaField | undefined) => field !== undefined && fieldWidgets[field.type].short === true
  const changes = preview.fields.filter(({ name }) => isShort(fields[name]))
  if (changes.length === 0) return null
  return (
    <ul>
      {changes.slice(0, shownChangesMax).map(({ name, before, after }) => {
        const field = fields[name]
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
  )
}

/** What comes to be. */
const Makes = ({ preview }: { readonly preview: CommandPreview }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const { language } = useLanguage()
  const made = preview.makes.flatMap(({ object: name, count }) => {
    const found = model.object(name)
    return found ? [`${text(found.label)}${count > 1 ? ` ×${count}` : ''}`] : []
  })
  return made.length > 0 ? <p>{w('command.will_make', { what: made.join(language === 'en' ? ', ' : '、') })}</p> : null
}

/** How many are left out and why, with the first of them by name. */
const LeftOut = ({ preview }: { readonly preview: CommandPreview }) => {
  const w = useWords()
  const { language } = useLanguage()
  if (preview.refused === 0) return null
  return (
    <div className="lk-act-refused">
      <p>{w('command.will_refuse', { n: preview.refused, total: preview.tried })}</p>
      <ul>
        {preview.because.slice(0, shownReasonsMax).map(({ code, detail, count }) => (
          <li key={`${code} ${detail}`}>
            {w('command.because', { detail, n: count })}{' '}
            <span className="lk-muted">
              {preview.reasons
                .filter((one) => one.detail === detail && one.title)
                .slice(0, shownReasonsMax)
                .map(({ title }) => title)
                .join(language === 'en' ? ', ' : '、')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

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
  if (!preview)
    return previewing ? <p className="lk-act-preview lk-muted">{w('command.previewing')}</p> : <p className="lk-act-preview" />
  return (
    <div className="lk-act-preview" aria-live="polite">
      <Reach preview={preview} />
      <Changes preview={preview} object={object} />
      <Makes preview={preview} />
      <LeftOut preview={preview} />
    </div>
  )
}
