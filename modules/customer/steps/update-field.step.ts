import { defineStep, json, label, text } from '@lianke/kernel'

/** Sets one field of the person. */
export const updateFieldStep = defineStep({
  name: 'update_field',
  label: label('修改字段', 'Update a field'),
  icon: 'pencil',
  group: 'record',
  fields: {
    field: text(label('字段', 'Field'), { required: true, max: 64, names: 'field' }),
    value: json(label('值', 'Value')),
  },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    host.intend(
      runs.map((run) => ({
        key: `${run.id}:${node.id}:${run.entered_at}`,
        channel: 'self',
        action: 'self.update_field',
        person: run.person,
        content: { field: node.config.field, value: node.config.value },
        cause: run.cause,
        hops: run.hops,
      })),
    )
    return runs.map((run) => ({ run: run.id, outlet: 'next' }))
  },
})
