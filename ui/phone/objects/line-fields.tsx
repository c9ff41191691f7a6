import { label, type MetaObject } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type Line, lineColumns, newLine } from '../../base/object-form/lines.ts'
import { PhoneInput, PhoneValue } from '../phone-input.tsx'
import { Section } from '../screen.tsx'

/** One value of a line: asked for where it may be given, shown where the line has it already. */
const LineField = ({
  child,
  line,
  name,
  onChange,
}: {
  readonly child: MetaObject
  readonly line: Line
  readonly name: string
  onChange(value: unknown): void
}) => {
  const text = useText()
  const field = child.fields[name]
  if (!field) return null
  if (field.writable && !field.options.readOnly && !field.access && !(line.id && field.options.fixed))
    return <PhoneInput field={field} value={line[name]} problem={undefined} onChange={onChange} />
  return line.id ? (
    <dl className="lkm-facts">
      <div>
        <dt>{text(field.label)}</dt>
        <dd>
          <PhoneValue field={field} value={line[name]} />
        </dd>
      </div>
    </dl>
  ) : null
}

/** The lines of a record, typed one below the other. */
export const LineFields = ({
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
  const text = useText()
  const change = (key: string, name: string, value: unknown) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, [name]: value } : line)))
  const takeOut = (line: Line, n: number) => (
    <button
      type="button"
      className="lkm-icon-button"
      aria-label={text(label('去掉第 {n} 行', 'Take line {n} out'), { n })}
      onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
    >
      <Icon name="close" size={18} />
    </button>
  )
  return (
    <>
      {lines.map((line, index) => (
        <Section key={line.key} title={`${text(child.label)} ${index + 1}`} end={takeOut(line, index + 1)}>
          {lineColumns(child).map((name) => (
            <LineField key={name} child={child} line={line} name={name} onChange={(value) => change(line.key, name, value)} />
          ))}
        </Section>
      ))}
      <Section>
        {Object.values(problems).map((problem) => (
          <p key={problem} className="lkm-problem lkm-note" role="alert">
            {problem}
          </p>
        ))}
        <button type="button" className="lkm-line" onClick={() => onChange([...lines, newLine(child)])}>
          <Icon name="plus" size={18} />
          <span>{text(label('加一行{what}', 'Add a line: {what}'), { what: text(child.label) })}</span>
        </button>
      </Section>
    </>
  )
}
