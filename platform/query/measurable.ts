import { type Field, refuse } from '@lianke/kernel'

const numeric = new Set<string>(['integer', 'decimal', 'percent', 'money', 'roll_up'])

/** Can its values be added and compared as numbers? */
export const isNumeric = (field: Field): boolean =>
  numeric.has(field.type) || (field.type === 'formula' && field.options.result === 'decimal')

/** Refuses `filter.measure_not_a_number`: the sum of texts is no number, whatever the texts look like. */
export const checkMeasurable = (field: Field, of: string, name: string): void => {
  if (!isNumeric(field)) refuse('filter.measure_not_a_number', { params: { field: name, of, type: field.type } })
}
