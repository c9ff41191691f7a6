import type { Label } from '@lianke/kernel'
import type { Locale } from '../../model/i18n/locale.ts'
import { speak } from '../../model/i18n/speak.ts'

const code = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/

/** Faults quote what they choked on: numbers of people and addresses are covered. */
const covered = (text: string): string =>
  text.replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, '•••').replace(/(?<![0-9a-f-])\d{7,}(?![0-9a-f-])/g, '•••')

/** A refusal's code in words; a fault is its own words. */
export const reasonText = (
  words: ReadonlyMap<string, Label>,
  locale: Locale,
  error: string,
  params: Readonly<Record<string, unknown>> = {},
): string => (code.test(error) ? speak(words, `refusal.${error}`, locale, params) : null) ?? covered(error)
