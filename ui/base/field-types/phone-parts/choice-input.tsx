import { useText } from '../../i18n/i18n.ts'
import type { DisplayProps } from '../field-widget.ts'
import { OptionPill, optionsOf } from '../parts/option-pill.tsx'
import type { PhoneInputProps } from '../phone-widget.ts'

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Choices as chips: one of them, or several. */
export const phoneChoice =
  (many: boolean) =>
  ({ field, value, onChange }: PhoneInputProps) => {
    const text = useText()
    const chosen = many ? listOf(value) : [value]
    const touch = (one: string) => {
      const others = chosen.filter((other) => other !== one)
      if (many) {
        const next = chosen.includes(one) ? others : [...others, one]
        return onChange(next.length > 0 ? next : null)
      }
      return onChange(value === one && !field.options.required ? null : one)
    }
    return (
      <div className="lkm-chips">
        {optionsOf(field)
          .filter((option) => !option.archived || chosen.includes(option.value))
          .map((option) => (
            <button
              key={option.value}
              type="button"
              className="lkm-chip"
              aria-pressed={chosen.includes(option.value)}
              onClick={() => touch(option.value)}
            >
              {text(option.label)}
            </button>
          ))}
      </div>
    )
  }

/** Choices that were made. */
export const PhoneChoices = ({ field, value }: DisplayProps) => (
  <span className="lkm-pills">
    {(Array.isArray(value) ? value : [value]).map((one) => (
      <OptionPill key={String(one)} field={field} value={String(one)} />
    ))}
  </span>
)
