import { defineCommand, label, personObject, type ProcessDefinition, reference, refuse, setRowsMax } from '@lianke/kernel'
import { z } from 'zod'
import { wordsFor } from './definition-of.ts'
import { enterRecords } from './enter-records.ts'

const list = z.array(z.uuid()).min(1).max(setRowsMax)

/** By hand: these records start, as far as they may. */
export const enrol = (kind: ProcessDefinition) => {
  const { many } = wordsFor(kind)
  return defineCommand({
    name: `${kind.name}.enrol`,
    label: kind.words.enrol,
    may: { object: kind.object, action: 'update' },
    input: z.strictObject({ id: z.uuid(), [many]: list }),
    run: async (work, input) => {
      const records = list.parse(input[many])
      const { entered } = await enterRecords(work, kind, z.uuid().parse(input.id), records)
      return { entered: entered.length, left_out: records.length - entered.length }
    },
  })
}

/** The same from the persons' side: one, a chosen set, or all that match a filter. Who is in already stays as it is. */
export const addPerson = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.add_person`,
    label: label(`加入${kind.label.zh}`, `Add to a ${kind.label.en.toLowerCase()}`),
    icon: 'route',
    may: { object: kind.object, action: 'update' },
    on: personObject,
    place: ['record', 'selection', 'filter', 'phone'],
    fields: {
      [kind.name]: reference(kind.label, kind.object, {
        required: true,
        where: { field: 'status', op: 'eq', value: 'running' },
      }),
    },
    done: { words: kind.words.enrolled },
    run: async (work, input) => {
      const { id } = input
      await work.records.get(personObject, id, { fields: ['id'] })
      const { entered } = await enterRecords(work, kind, String(input[kind.name]), [id])
      if (entered.length === 0) refuse(`${kind.name}.not_entered`)
      return { entered: entered.length }
    },
    runSet: async (work, ids, input) => {
      const { entered, seen } = await enterRecords(work, kind, String(input[kind.name]), ids)
      return {
        changed: entered,
        refused: ids.filter((id) => !seen.has(id)).map((id) => ({ id, code: 'record.not_found' })),
      }
    },
  })
