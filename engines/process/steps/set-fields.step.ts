import { defineActStep, isObject, json, label, pathsOfValues, surely, valuesFor } from '@lianke/kernel'

/** Sets fields of the record, by the rules of its object. */
export const setFieldsStep = defineActStep({
  name: 'record.set_fields',
  label: label('修改字段', 'Set fields'),
  icon: 'pencil',
  group: 'record',
  fields: { values: json(label('字段', 'Fields'), { required: true, names: 'values' }) },
  act: async (work, { values: given }, ids, host) => {
    const values = isObject(given) ? given : {}
    const paths = pathsOfValues(values)
    const rows = paths.length > 0 ? await host.records(ids, paths) : new Map<string, Record<string, unknown>>()
    const subjects = [...new Set(ids)]
    // Somebody named the fields: what only acts may write is refused to a process, too.
    const { refused } = await work.generic.records.upsert({
      object: host.object,
      rows: subjects.map((id) => ({ id, ...valuesFor(values, rows.get(id), host) })),
      partial: true,
    })
    return refused.map(({ row, code, params }) => ({ id: surely(subjects[row], 'a refused row is one of these'), code, params }))
  },
})
