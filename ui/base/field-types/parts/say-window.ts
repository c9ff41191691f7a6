import { type DateUnit } from '@lianke/kernel'
import type { Words } from '../../i18n/i18n.ts'

/** A relative window in words: 最近 30 天, this month. */
export const sayWindow = (w: Words, value: unknown): string => {
  if (typeof value !== 'object' || value === null) return ''
  const window = value as { last?: number; next?: number; this?: DateUnit; previous?: DateUnit; unit?: DateUnit }
  if (window.this) return w(`date.this.${window.this}`)
  if (window.previous) return w(`date.previous.${window.previous}`)
  const unit = window.unit ? w(`unit.${window.unit}`) : ''
  return window.last !== undefined
    ? w('date.last', { n: window.last, unit })
    : window.next !== undefined
      ? w('date.next', { n: window.next, unit })
      : ''
}
