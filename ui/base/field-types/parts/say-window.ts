import { isObject, isRelativeDate, textIn } from '@lianke/kernel'
import type { Words } from '../../i18n/i18n.ts'

const dayLength = 'YYYY-MM-DD'.length
const dayOf = (edge: unknown): string => textIn(edge)?.slice(0, dayLength) ?? ''
/** The last day before an edge that is a day. */
const lastDayOf = (edge: unknown): string => {
  const text = textIn(edge) ?? ''
  const next = Date.parse(text)
  return text.length === dayLength && !Number.isNaN(next) ? dayOf(new Date(next - 86_400_000).toISOString()) : dayOf(edge)
}

/** A window in words: 最近 30 天, this month, 2026-11-01 – 2026-11-30. */
export const sayWindow = (w: Words, value: unknown): string => {
  if (!isRelativeDate(value)) return isObject(value) ? `${dayOf(value.from)} – ${lastDayOf(value.to)}` : ''
  if ('this' in value) return w(`date.this.${value.this}`)
  if ('previous' in value) return w(`date.previous.${value.previous}`)
  const unit = w(`unit.${value.unit}`)
  return 'last' in value ? w('date.last', { n: value.last, unit }) : w('date.next', { n: value.next, unit })
}
