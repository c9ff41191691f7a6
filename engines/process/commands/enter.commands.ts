import {
  anySubject,
  type CommandDefinition,
  defineCommand,
  type Filter,
  label,
  personObject,
  type ProcessDefinition,
  reference,
  refuse,
  setRowsMax,
} from '@lianke/kernel'
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

interface FromRecords {
  readonly name: string
  /** Object of the records. */
  readonly object: string
  readonly place: NonNullable<CommandDefinition['place']>
  /** Which definitions may be chosen. */
  readonly where: Filter
}

/** The same from the side of the records: one, a chosen set, or all that match a filter. What is in already stays as it is. */
const enterFrom = (kind: ProcessDefinition, { name, object, place, where }: FromRecords) =>
  defineCommand({
    name,
    label: label(`加入${kind.label.zh}`, `Add to ${article(kind.label.en)} ${kind.label.en.toLowerCase()}`),
    icon: kind.icon,
    may: { object: kind.object, action: 'update' },
    on: object,
    place,
    fields: { [kind.name]: reference(kind.label, kind.object, { required: true, where }) },
    done: { words: kind.words.enrolled },
    // Where nothing runs there is nothing to be put into.
    offeredTo: async (work, ids) => ((await work.records.count(kind.object, { filter: where })) > 0 ? ids : []),
    run: async (work, input) => {
      const { id } = input
      await work.records.get(object, id, { fields: ['id'] })
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

const article = (word: string): string => (/^[aeiou]/i.test(word) ? 'an' : 'a')
const running: Filter = { field: 'status', op: 'eq', value: 'running' }

/** Persons are put into processes of persons: `journey.add_person`. */
export const addPerson = (kind: ProcessDefinition) =>
  enterFrom(kind, {
    name: `${kind.name}.add_person`,
    object: personObject,
    place: ['record', 'selection', 'filter', 'phone'],
    where: running,
  })

/** Records of an object into processes of them: `cadence.add_lead_lead`; into those that run on any, one act for each object that there is: `automation.add_lead_lead`. */
export const addRecord = (kind: ProcessDefinition, object: string) =>
  enterFrom(kind, {
    name: `${kind.name}.add_${object.replace('.', '_')}`,
    object,
    place: ['record', 'selection', 'filter'],
    where: kind.subject === anySubject ? { and: [running, { field: 'subject_object', op: 'eq', value: object }] } : running,
  })
