import { type Field, isNumeric, refuse } from '@lianke/kernel'

/** Refuses `filter.measure_not_a_number`: the sum of texts is no number, whatever the texts look like. */
export const checkMeasurable = (field: Field, of: string, name: string): void => {
  if (!isNumeric(field)) refuse('filter.measure_not_a_number', { params: { field: name, of, type: field.type } })
}
