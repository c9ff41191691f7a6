import type { CommandFields, Row } from '@lianke/kernel'
import { type CommandPreview, moveRun } from '../base/command/runs.ts'
import { sayOutcome } from '../base/command/say-outcome.ts'
import { type CommandRequest, isGroupField, widgetField } from '../base/command/target.ts'
import { useCommandForm } from '../base/command/use-command-form.ts'
import { type Values, valuesIn } from '../base/command/values.ts'
import { useLanguage, useText, useWords } from '../base/i18n/i18n.ts'
import { Button } from './button.tsx'
import { useModel } from '../base/client/phone-model.ts'
import { useToast } from '../base/feedback/notice.tsx'
import { PhoneInput } from './phone-input.tsx'

interface InputsProps {
  readonly fields: CommandFields
  readonly values: Values
  readonly problems: Readonly<Record<string, string>>
  readonly row: Row | undefined
  readonly at?: string
  change(name: string, value: unknown): void
}
const Inputs = ({ fields, values, problems, row, at = '', change }: InputsProps) => {
  const text = useText()
  return Object.entries(fields).map(([name, field]) => {
    const problem = problems[`${at}${name}`]
    if (isGroupField(field)) {
      if (field.options.many) return null
      const value = values[name] ? valuesIn(values[name]) : null
      return (
        <fieldset key={name} className="lkm-choice">
          <legend>
            <label className="lk-row" style={{ minHeight: 44 }}>
              <input
                type="checkbox"
                style={{ width: 20, height: 20 }}
                checked={Boolean(value)}
                onChange={(event) => change(name, event.target.checked ? {} : null)}
              />
              {text(field.label)}
            </label>
          </legend>
          {value ? (
            <Inputs
              fields={field.group}
              values={value}
              problems={problems}
              row={row}
              at={`${at}${name}/`}
              change={(inner, next) => change(name, { ...value, [inner]: next })}
            />
          ) : null}
        </fieldset>
      )
    }
    return (
      <PhoneInput
        key={name}
        field={widgetField(field, row)}
        value={values[name]}
        problem={problem}
        onChange={(value) => change(name, value)}
      />
    )
  })
}

const Foreseen = ({ preview }: { readonly preview: CommandPreview | null }) => {
  const w = useWords()
  const text = useText()
  const { language } = useLanguage()
  const model = useModel()
  const made = (preview?.makes ?? []).flatMap(({ object }) => {
    const found = model.object(object)
    return found ? [text(found.label)] : []
  })
  return (
    <p className="lkm-note">
      {made.length > 0 ? w('command.will_make', { what: made.join(language === 'en' ? ', ' : '、') }) : ''}
    </p>
  )
}

/** An act asked for on the phone: its inputs, what it would do, doing it. Putting the sheet away keeps what was typed. */
export const CommandSheetBody = ({ asked, close }: { readonly asked: CommandRequest; close(): void }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { language } = useLanguage()
  const form = useCommandForm(asked)
  const { command, target } = asked
  const submit = async () => {
    const outcome = await form.submit()
    if (!outcome) return
    close()
    asked.done?.()
    const { run } = outcome
    toast.done(
      sayOutcome({ w, text, language }, asked, outcome),
      command.undo && run && run.changed > 0 ? () => moveRun(run.id, 'undo') : undefined,
    )
  }
  return (
    <>
      <div className="lkm-sheet-body">
        {form.general ? (
          <p className="lkm-problem" role="alert">
            {form.general}
          </p>
        ) : null}
        <Inputs
          fields={command.fields}
          values={form.values}
          problems={form.problems}
          row={target.kind === 'records' ? target.row : undefined}
          change={form.change}
        />
        <Foreseen preview={form.preview} />
        {command.danger ? <p className="lkm-note">{w('command.cannot_undo')}</p> : null}
      </div>
      <div className="lkm-sheet-foot">
        <Button
          block
          color={command.danger ? 'danger' : 'primary'}
          size="large"
          loading={form.busy}
          onClick={() => void submit()}
        >
          {text(command.label)}
        </Button>
      </div>
    </>
  )
}
