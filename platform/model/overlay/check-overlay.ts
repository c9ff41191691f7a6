import {
  type Field,
  type FieldOverlay,
  fieldTypes,
  type Label,
  type ObjectOverlay,
  optionsIn,
  type OverlayOption,
  refuse,
  type SelectOption,
  type TypeContext,
} from '@lianke/kernel'
import type { Model, ModelObject } from '../model/model.ts'
import { releasedOf } from '../model/model.ts'
import { checkWhen } from './check-when.ts'
import { type FieldRoom, fieldRoom } from './field-room.rule.ts'
import { layField } from './overlay.rule.ts'

const optionsMax = 500
const sectionsMax = 50
const ownOption = /^c_[a-z0-9_]{1,40}$/

const wrong = (path: string, code: string, params: Readonly<Record<string, unknown>> = {}): never =>
  refuse(code, { params, problems: [{ path, code, params }] })

/** An object and a field of it as the release has them. Refuses `overlay.object_unknown`, `overlay.field_unknown`, `overlay.own_field`. */
export const releasedField = (
  model: Model,
  on: string,
  name: string,
): { readonly object: ModelObject; readonly field: Field } => {
  const object = knownObject(model, on)
  if (name.startsWith('c_')) wrong('/field', 'overlay.own_field', { name: `${on}.${name}`.slice(0, 150) })
  const field = releasedOf(object).fields.get(name)
  return field
    ? { object, field }
    : refuse('overlay.field_unknown', { status: 404, params: { name: `${on}.${name}`.slice(0, 150) } })
}
/** Refuses `overlay.object_unknown` also for what ledgers are stored as. */
export const knownObject = (model: Model, name: string): ModelObject => {
  const object = model.ledgerObjects.has(name) ? undefined : model.objects.get(name)
  return object ?? refuse('overlay.object_unknown', { status: 404, params: { object: name.slice(0, 100) } })
}

/** One option of those that are said: known, or the company's own with a name of its own. */
const checkOption = (said: OverlayOption, released: SelectOption | undefined, room: FieldRoom, path: string): void => {
  const option = said.label ?? released?.label ?? said.value
  if (!released && !ownOption.test(said.value)) wrong(path, 'overlay.option_unknown', { option: said.value.slice(0, 100) })
  if (!released && !said.label) wrong(path, 'overlay.option_unnamed', { option: said.value })
  if (!released && room.options) wrong(path, 'overlay.options_closed', { reason: room.options })
  const reason = room.options ?? room.kept.get(said.value)
  if (said.archived && !released?.archived && reason) wrong(path, 'overlay.option_kept', { option, reason })
}

/** Two options that are offered and called the same could not be told apart in a file. */
const checkDistinct = (offered: readonly SelectOption[]): void => {
  const seen = new Map<string, string>()
  for (const [at, { value, label }] of offered.entries())
    for (const word of [label.zh, label.en].map((one) => one.trim().toLowerCase())) {
      if ((seen.get(word) ?? value) !== value) wrong(`/options/${at}/label`, 'overlay.option_twice', { option: label })
      seen.set(word, value)
    }
}

const checkOptions = (field: Field, said: readonly OverlayOption[], laid: Field, room: FieldRoom): void => {
  if (!Array.isArray(field.options.options)) wrong('/options', 'overlay.no_options')
  if (said.length > optionsMax) wrong('/options', 'overlay.too_many', { max: optionsMax })
  const released = new Map(optionsIn(field.options).map((one) => [one.value, one]))
  const seen = new Set<string>()
  for (const [at, one] of said.entries()) {
    if (seen.has(one.value)) wrong(`/options/${at}/value`, 'overlay.option_twice', { option: one.label ?? one.value })
    seen.add(one.value)
    checkOption(one, released.get(one.value), room, `/options/${at}`)
  }
  const offered = optionsIn(laid.options).filter(({ archived }) => !archived)
  if (offered.length === 0) wrong('/options', 'overlay.none_offered')
  checkDistinct(offered)
}

const checkDefault = (laid: Field, types: TypeContext): void => {
  const read = fieldTypes[laid.type].normalise(laid.options.default, laid.options, types)
  if ('problem' in read) return wrong('/default', 'overlay.bad_default', { problem: read.problem, ...read.params })
  const given = Array.isArray(read.value) ? read.value : [read.value]
  const retired = optionsIn(laid.options).find(({ value, archived }) => archived && given.includes(value))
  if (retired) wrong('/default', 'overlay.default_retired', { option: retired.label })
}

/** What a company wants to say over a field, held to what may be said of it. Refuses `overlay.*`, each at its part. */
export const checkFieldOverlay = (model: Model, on: string, name: string, said: FieldOverlay, types: TypeContext): void => {
  const { object, field } = releasedField(model, on, name)
  const room = fieldRoom(model, object, name, field)
  const laid = layField(field, said)
  const may = (path: string, code: string, reason: Label | null) => (reason ? wrong(path, code, { reason }) : undefined)
  if (said.required) may('/required', 'overlay.cannot_require', room.require)
  if ('default' in said) may('/default', 'overlay.no_default', room.default)
  if (said.hidden) may('/hidden', 'overlay.cannot_hide', room.hide)
  if (said.hidden && laid.options.required && laid.options.default === undefined) wrong('/hidden', 'overlay.hidden_required')
  if (said.when) may('/when', 'overlay.cannot_hide', room.when)
  if (said.when) checkWhen(object, name, said.when)
  if (said.options) checkOptions(field, said.options, laid, room)
  for (const [at, { when }] of (said.options ?? []).entries()) {
    if (!when) continue
    may(`/options/${at}/when`, 'overlay.cannot_limit', room.when ?? room.options)
    checkWhen(object, name, when, `/options/${at}/when`)
  }
  // The release's own default is its business, unless what it names is no longer given.
  if (laid.options.default !== undefined && ('default' in said || said.options)) checkDefault(laid, types)
}

/** What a company wants to say over an object. Refuses `overlay.*`. */
export const checkObjectOverlay = (model: Model, on: string, { sections = [] }: ObjectOverlay): void => {
  const { fields } = releasedOf(knownObject(model, on))
  if (sections.length > sectionsMax) wrong('/sections', 'overlay.too_many', { max: sectionsMax })
  const placed = new Set<string>()
  const called = new Set<string>()
  for (const [at, { label, fields: names }] of sections.entries()) {
    for (const word of label ? [label.zh, label.en].map((one) => one.trim().toLowerCase()) : ['']) {
      if (called.has(word)) wrong(`/sections/${at}/label`, 'overlay.section_twice', { section: label ?? '' })
    }
    for (const word of label ? [label.zh, label.en] : ['']) called.add(word.trim().toLowerCase())
    for (const [place, name] of names.entries()) {
      const path = `/sections/${at}/fields/${place}`
      if (!fields.has(name)) wrong(path, 'overlay.field_unknown', { name: `${on}.${name}`.slice(0, 150) })
      if (placed.has(name)) wrong(path, 'overlay.field_twice', { name })
      placed.add(name)
    }
  }
}
