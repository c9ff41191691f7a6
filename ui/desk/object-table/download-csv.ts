import { type Label, type MetaField, type MetaObject, type Row, isObject, optionsIn, titleIn } from '@lianke/kernel'
import type { MetaIndex } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { sayPath } from '../filter-builder/filter-sentence.ts'
import type { Words } from '../../base/i18n/i18n.ts'
import { saveCsv } from './csv-file.ts'
import { valueAt } from './column.ts'

interface ExportOptions {
  readonly object: MetaObject
  readonly columns: readonly string[]
  readonly model: MetaIndex
  readonly text: (label: Label | undefined) => string
  readonly w: Words
}

const plain = ({ text, w }: Pick<ExportOptions, 'text' | 'w'>, field: MetaField | undefined, value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => plain({ text, w }, field, one)).join(', ')
  const option = optionsIn(field?.options).find((one) => one.value === value)
  if (option) return text(option.label)
  if (typeof value === 'boolean') return w(value ? 'common.yes' : 'common.no')
  const say = field && fieldWidgets[field.type].say
  if (say) return say(value)
  if (isObject(value)) {
    if ('title' in value) return titleIn(value)
    if ('amount' in value) return `${value.amount ?? ''} ${value.currency ?? ''}`.trim()
    return JSON.stringify(value)
  }
  return String(value)
}
/** Rows as a CSV file that Excel opens with Chinese intact. */
export const downloadCsv = (options: ExportOptions, rows: readonly Row[]): void => {
  const { object, columns, model, text, w } = options
  const speaker = { w, text, object: model.object, fieldAt: model.fieldAt }
  const fields = columns.map((name) => ({ name, field: model.fieldAt(object.name, name) }))
  saveCsv(text(object.plural ?? object.label), [
    columns.map((name) => sayPath(speaker, object.name, name)),
    ...rows.map((row) => fields.map(({ name, field }) => plain(options, field, valueAt(row, name)))),
  ])
}
