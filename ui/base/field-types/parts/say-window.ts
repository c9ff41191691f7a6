import { isObject, isRelativeDate, textIn } from '@lianke/kernel'
import type { Words } from '../../i18n/i18n.ts'

const dayOf = (edge: unknown): string => textIn(edge)?.slice(0, 10) ?? ''

/** A window in words: 最近 30 天, this month, 2026-11-01 – 2026-12-01. */
export const sayWindow = (w: Words, value: unknown): string => {
  if (!isRelativeDate(value)) return isObject(value) ? `${dayOf(value.from)} – ${dayOf(value.to)}` : ''
  if ('this' in value) return w(`date.this.${value.this}`)
  if ('previous' in value) return w(`date.previous.${value.previous}`)
  const unit = w(`unit.${value.unit}`)
  return 'last' in value ? w('date.last', { n: value.last, unit }) : w('date.next', { n: value.next, unit })
}
