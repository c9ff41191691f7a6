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
import { takeOut } from './take-out.ts'

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

const mayEnter = (kind: ProcessDefinition, object: string) =>
  ({ object: kind.enteredBy === 'subject' ? object : kind.object, action: 'update' }) as const

/** The same from the side of the records: one, a chosen set, or all that match a filter. What is in already stays as it is. */
const enterFrom = (kind: ProcessDefinition, { name, object, place, where }: FromRecords) =>
  defineCommand({
    name,
    label: label(`加入${kind.label.zh}`, `Add to ${article(kind.label.en)} ${kind.label.en.toLowerCase()}`),
    icon: kind.icon,
    may: mayEnter(kind, object),
    on: object,
    place,
    fields: { [kind.name]: reference(kind.label, kind.object, { required: true, where }) },
    done: { words: kind.words.enrolled },
    undo: { command: takeOutName(name) },
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

/** `journey.add_person` is taken back by `journey.take_out_person`. */
const takeOutName = (name: string): string => name.replace('.add_', '.take_out_')

/** The way back from putting records in: out again, as long as nothing has been done for them. */
const takeOutFrom = (kind: ProcessDefinition, { name, object }: Pick<FromRecords, 'name' | 'object'>) =>
  defineCommand({
    name: takeOutName(name),
    label: label(`移出${kind.label.zh}`, `Take out of ${article(kind.label.en)} ${kind.label.en.toLowerCase()}`),
    icon: 'undo',
    may: mayEnter(kind, object),
    on: object,
    fields: { [kind.name]: reference(kind.label, kind.object, { required: true }) },
    run: async (work, input) => {
      const { gone, seen } = await takeOut(work, kind, String(input[kind.name]), [input.id])
      if (!seen.has(input.id)) refuse('record.not_found', { status: 404 })
      if (gone.length === 0) refuse(`${kind.name}.gone_on`, { status: 409 })
      return { taken_out: gone.length }
    },
    runSet: async (work, ids, input) => {
      const { gone, seen } = await takeOut(work, kind, String(input[kind.name]), ids)
      const out = new Set(gone)
      const stays = ids.filter((id) => !out.has(id))
      return {
        changed: gone,
        refused: stays.map((id) => ({ id, code: seen.has(id) ? `${kind.name}.gone_on` : 'record.not_found' })),
      }
    },
  })

const article = (word: string): string => (/^[aeiou]/i.test(word) ? 'an' : 'a')
const running: Filter = { field: 'status', op: 'eq', value: 'running' }

/** Puts records in, and takes them out again. */
const inAndOut = (kind: ProcessDefinition, from: FromRecords) => [enterFrom(kind, from), takeOutFrom(kind, from)]

/** Persons are put into processes of persons: `journey.add_person`. */
export const addPerson = (kind: ProcessDefinition) =>
  inAndOut(kind, {
    name: `${kind.name}.add_person`,
    object: personObject,
    place: ['record', 'selection', 'filter', 'phone'],
    where: running,
  })

/** Records of an object into processes of them: `cadence.add_lead_lead`; into those that run on any, one act for each object that there is: `automation.add_lead_lead`. */
export const addRecord = (kind: ProcessDefinition, object: string) =>
  inAndOut(kind, {
    name: `${kind.name}.add_${object.replace('.', '_')}`,
    object,
    place: ['record', 'selection', 'filter'],
    where: kind.subject === anySubject ? { and: [running, { field: 'subject_object', op: 'eq', value: object }] } : running,
  })
