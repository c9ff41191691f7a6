import { defineActStep, json, label, surely, text } from '@lianke/kernel'
import { person } from '../objects/person.object.ts'

/** Sets one field of the person. */
export const updateFieldStep = defineActStep({
  name: 'update_field',
  label: label('修改字段', 'Update a field'),
  icon: 'pencil',
  group: 'record',
  needs: 'person',
  fields: {
    field: text(label('字段', 'Field'), { required: true, max: 64, names: 'field' }),
    value: json(label('值', 'Value')),
  },
  act: async (work, { field, value }, persons) => {
    const ids = [...new Set(persons)]
    // A marketer named the field: what only acts may write is refused to a journey, too.
    const { refused } = await work.generic.records.upsert({
      object: person.name,
      rows: ids.map((id) => ({ id, [field]: value ?? null })),
      partial: true,
    })
    return refused.map(({ row, code, params }) => ({ id: surely(ids[row], 'a refused row is one of these'), code, params }))
  },
})
