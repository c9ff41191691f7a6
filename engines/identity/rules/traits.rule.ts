import { fieldTypes } from '@lianke/kernel'
import type { Told } from './mentions.rule.ts'

const context = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' } as const
const textMax: Readonly<Record<string, number>> = { name: 120, avatar: 1000, company: 200, job_title: 120, source: 120 }
const genders = new Set(['male', 'female'])

/** Traits that a person's record has a place for, as column values; what does not fit is left out, never refused: the fact keeps it anyway. */
export const traitColumns = (told: Pick<Told, 'traits' | 'source'>, region: string): Record<string, unknown> => {
  const columns: Record<string, unknown> = {}
  for (const [field, max] of Object.entries(textMax)) {
    const value = told.traits[field]
    if (typeof value === 'string' && value.trim() !== '') columns[field] = value.normalize('NFC').trim().slice(0, max)
  }
  if (typeof told.traits.gender === 'string' && genders.has(told.traits.gender)) columns.gender = told.traits.gender
  for (const field of ['phone', 'email', 'birthday'] as const) {
    const value = told.traits[field]
    if (typeof value !== 'string') continue
    const normalised = fieldTypes[field === 'birthday' ? 'date' : field].normalise(value, {}, { ...context, region })
    if ('problem' in normalised || typeof normalised.value !== 'string') continue
    columns[field] = normalised.value
    if (field === 'phone') columns.phone_raw = value.trim().slice(0, 64)
  }
  return columns
}
