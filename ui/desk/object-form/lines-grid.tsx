import type { MetaObject } from '@lianke/kernel'
import { fieldWidgets, FieldValue } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type Line, lineColumns, newLine } from '../../base/object-form/lines.ts'

/** Lines owned by a record, typed like a spreadsheet. */
export const LinesGrid = ({
  child,
  lines,
  onChange,
  problems,
}: {
  readonly child: MetaObject
  readonly lines: readonly Line[]
  onChange(lines: readonly Line[]): void
  readonly problems: Readonly<Record<string, string>>
}) => {
  const w = useWords()
  const text = useText()
  const columns = lineColumns(child)
  const change = (key: string, name: string, value: unknown) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, [name]: value } : line)))
  return (
    <section>
      <h3 className="lk-form-section">{text(child.plural ?? child.label)}</h3>
      <div className="lk-lines">
        <table>
          <thead>
            <tr>
              {columns.map((name) => {
                const field = child.fields[name]
                return field ? (
                  <th key={name} className={fieldWidgets[field.type].align}>
                    {text(field.label)}
                    {field.options.required ? ' *' : ''}
                  </th>
                ) : null
              })}
              <th style={{ width: 32 }} />
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                {columns.map((name) => {
                  const field = child.fields[name]
                  if (!field) return null
                  const { Input, align } = fieldWidgets[field.type]
                  const open =
                    field.writable && !field.options.readOnly && !field.access && Input && !(line.id && field.options.fixed)
                  return (
                    <td key={name} className={align}>
                      {open ? (
                        <Input
                          dense
                          field={field}
                          value={line[name] ?? null}
                          onChange={(value) => change(line.key, name, value)}
                        />
                      ) : (
                        <span style={{ display: 'inline-block', padding: '6px 8px' }}>
                          <FieldValue field={field} value={line[name]} />
                        </span>
                      )}
                    </td>
                  )
                })}
                <td style={{ minWidth: 32 }}>
                  <button
                    type="button"
                    className="lk-icon-button small"
                    style={{ margin: 4 }}
                    aria-label={w('common.delete')}
                    onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
                  >
                    <Icon name="close" size={13} />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {Object.values(problems).map((problem) => (
        <div key={problem} className="lk-field-problem" role="alert">
          {problem}
        </div>
      ))}
      <button
        type="button"
        className="lk-filter-add"
        style={{ marginTop: 4 }}
        onClick={() => onChange([...lines, newLine(child)])}
      >
        <Icon name="plus" size={13} />
        {w('form.line_add')}
      </button>
    </section>
  )
}
