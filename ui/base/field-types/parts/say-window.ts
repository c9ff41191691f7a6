import { isRelativeDate } from '@lianke/kernel'
import type { Words } from '../../i18n/i18n.ts'

/** A relative window in words: 最近 30 天, this month. */
export const sayWindow = (w: Words, value: unknown): string => {
  if (!isRelativeDate(value)) return ''
  if ('this' in value) return w(`date.this.${value.this}`)
  if ('previous' in value) return w(`date.previous.${value.previous}`)
  const unit = w(`unit.${value.unit}`)
  return 'last' in value ? w('date.last', { n: value.last, unit }) : w('date.next', { n: value.next, unit })
}
