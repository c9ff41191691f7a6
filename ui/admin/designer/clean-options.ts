import { isObject, type SelectOption } from '@lianke/kernel'
import { nameFrom } from '../settings/name-from.ts'

/** What a field says of itself. */
export type Options = Readonly<Record<string, unknown>>
const isChoice = (one: unknown): one is SelectOption => isObject(one) && 'label' in one && isObject(one.label)

/** Help in one language stands for both; without a word there is none. */
const withHelp = ({ help, ...options }: Options): Options => {
  const { zh, en } = isObject(help) ? help : { zh: '', en: '' }
  const [chinese, english] = [zh, en].map((word) => (typeof word === 'string' ? word.trim() : ''))
  return chinese || english ? { ...options, help: { zh: chinese || english, en: english || chinese } } : options
}

/** Choices as they are kept: those that have a word, named for programs where nobody named them. */
export const cleanOptions = (given: Options): Options => {
  const options = withHelp(given)
  if (!Array.isArray(options.options)) return options
  return {
    ...options,
    options: options.options
      .filter(isChoice)
      .filter((one) => one.label.zh || one.label.en)
      .map((one, index) => ({
        ...one,
        value: one.value || nameFrom(one.label.en || one.label.zh, index + 1),
        label: { zh: one.label.zh || one.label.en, en: one.label.en || one.label.zh },
      })),
  }
}
