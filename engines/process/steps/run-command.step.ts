import {
  defineActStep,
  isObject,
  json,
  label,
  pathsOfValues,
  Refusal,
  refuse,
  type SetOutcome,
  text,
  valuesFor,
} from '@lianke/kernel'

/** Does one of the acts that the object knows, with what is said for it: records for which that is the same go as one set. */
export const runCommandStep = defineActStep({
  name: 'record.run_command',
  label: label('执行操作', 'Run an act'),
  icon: 'zap',
  group: 'record',
  fields: {
    command: text(label('操作', 'Act'), { required: true, max: 100, names: 'command' }),
    input: json(label('内容', 'Input')),
  },
  act: async (work, { command, input: given }, ids, host) => {
    const input = isObject(given) ? given : {}
    const paths = pathsOfValues(input)
    if (paths.length === 0)
      try {
        return await host.command(work, { name: command, ids: [...new Set(ids)], input: valuesFor(input, {}, host) })
      } catch (error) {
        // What is said is the same for every record: the definition says it wrongly, not one of them.
        if (error instanceof Refusal && error.code === 'input.invalid') refuse('process.bad_input', { params: { command } })
        throw error
      }
    const rows = await host.records(ids, paths)
    const refused: SetOutcome['refused'][number][] = []
    for (const [said, those] of Map.groupBy(new Set(ids), (id) => JSON.stringify(valuesFor(input, rows.get(id), host)))) {
      const same: unknown = JSON.parse(said)
      refused.push(...(await host.command(work, { name: command, ids: those, input: isObject(same) ? same : {} })))
    }
    return refused
  },
})
