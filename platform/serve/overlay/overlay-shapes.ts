import { definitionChangeKinds } from '@lianke/kernel'
import { z } from 'zod'

const colors = ['grey', 'blue', 'green', 'orange', 'red', 'purple', 'cyan', 'gold'] as const
const wordMax = 60
const helpMax = 300
const text = (max: number) => z.string().trim().min(1).max(max)
const words = (max: number) => z.strictObject({ zh: text(max), en: text(max) })
const toldLabel = z.object({ zh: z.string(), en: z.string() })

const when = z.strictObject({ field: z.string().max(60), values: z.array(z.string().max(100)).max(200).readonly() })
const option = z.strictObject({
  value: z.string().min(1).max(100),
  label: words(wordMax).optional(),
  color: z.enum(colors).optional(),
  archived: z.boolean().optional(),
  when: when.optional(),
})
const section = z.strictObject({
  label: words(wordMax).nullable(),
  fields: z.array(z.string().max(60)).max(500).readonly(),
})
const said = z.object({
  label: toldLabel.optional(),
  plural: toldLabel.optional(),
  help: toldLabel.nullable().optional(),
  required: z.literal(true).optional(),
  hidden: z.literal(true).optional(),
  when: when.optional(),
  default: z.unknown().optional(),
  options: z.array(z.unknown()).readonly().optional(),
  sections: z.array(z.unknown()).readonly().optional(),
})
const version = z.int().min(0)

/** A change of one field of the product: what is left out stays, `reset` names parts that are the product's again. */
export const fieldChange = z.strictObject({
  version,
  label: words(wordMax).optional(),
  help: words(helpMax).nullable().optional(),
  required: z.boolean().optional(),
  default: z.unknown().optional(),
  hidden: z.boolean().optional(),
  when: when.optional(),
  options: z.array(option).max(500).readonly().optional(),
  reset: z
    .array(z.enum(['label', 'help', 'required', 'default', 'hidden', 'when', 'options']))
    .readonly()
    .default([]),
})

/** A change of an object. */
export const objectChange = z.strictObject({
  version,
  label: words(wordMax).optional(),
  plural: words(wordMax).optional(),
  sections: z.array(section).max(50).readonly().optional(),
  reset: z
    .array(z.enum(['label', 'plural', 'sections']))
    .readonly()
    .default([]),
})

/** What is said now; `change`: by what it may be taken back; null: nothing was changed. */
export const storedOverlay = z.object({ field: z.string(), said, version: z.number(), change: z.string().nullable() })
export const overlayEffect = z.object({
  kind: z.enum(['without_value', 'holds_retired']),
  count: z.number(),
  capped: z.boolean(),
  option: toldLabel.optional(),
})

const reason = toldLabel.nullable()
const designedField = z.object({
  said,
  version: z.number(),
  released: z.object({
    label: toldLabel,
    help: reason,
    required: z.boolean(),
    default: z.unknown(),
    hidden: z.boolean(),
    options: z.array(z.unknown()).readonly().nullable(),
  }),
  room: z.object({
    require: reason,
    default: reason,
    hide: reason,
    when: reason,
    options: reason,
    kept: z.record(z.string(), toldLabel),
  }),
})
export const designedObject = z.object({
  object: z.string(),
  said,
  version: z.number(),
  released: z.object({ label: toldLabel, plural: reason }),
  fields: z.record(z.string(), designedField),
})

const state = z.record(z.string(), z.unknown()).nullable()
export const definitionChange = z.object({
  id: z.string(),
  object: z.string(),
  field: z.string(),
  kind: z.enum(definitionChangeKinds),
  before: state,
  after: state,
  by: z.string().nullable(),
  at: z.string(),
  undoes: z.string().nullable(),
  undone_by: z.string().nullable(),
})
