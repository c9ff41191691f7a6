import { type Field, filledContent, type Filling, personObject } from '@lianke/kernel'
import type { Model, ModelObject } from '../model/model.ts'
import type { AccessContext } from './access-context.ts'
import { coveredText, fieldAnswer, isMaskedEvent, maskedValue } from './field-access.ts'

/** A fact as far as its words go. */
export interface ToldFact {
  readonly name: string
  readonly object: string | null
  readonly payload: Readonly<Record<string, unknown>>
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}
type Member = Readonly<Record<string, unknown>>
const isMember = (value: unknown): value is Member => typeof value === 'object' && value !== null && !Array.isArray(value)
const depthMax = 6
const identifierObject = 'customer.identifier'

/** One value of a field as somebody may see it; undefined: not at all. */
const shownValue = (access: AccessContext, object: ModelObject, name: string, field: Field, value: unknown): unknown => {
  const answer = fieldAnswer(access, object, name, field, 'show')
  return answer === 'open' ? (value ?? null) : answer === 'masked' ? maskedValue(field, value) : undefined
}

/** Changed values of a record, its lines too, as somebody may see them; fields he may not see are left out. */
export const shownChanges = (
  { model, access }: { readonly model: Model; readonly access: AccessContext },
  object: ModelObject | undefined,
  values: Member,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const part = object?.parts.get(name)
      if (part && Array.isArray(value)) {
        const lines = value.flatMap((line) =>
          isMember(line) ? [shownChanges({ model, access }, model.objects.get(part.object), line)] : [],
        )
        return [[name, lines] as const]
      }
      const field = object?.fields.get(name)
      const shown = object && field ? shownValue(access, object, name, field, value) : (value ?? null)
      return shown === undefined ? [] : [[name, shown] as const]
    }),
  )

/** The values of a filling as somebody may see them: a place that he may not see is covered rather than empty. */
export const shownFilling = (model: Model, access: AccessContext, { object: name, values }: Filling): Member => {
  const object = model.objects.get(name)
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const field = object?.fields.get(key)
      const shown = object && field ? shownValue(access, object, key, field, value) : value
      return [key, shown === undefined ? coveredText : shown]
    }),
  )
}

/**
 * What a fact carries besides changed values, as somebody may see it. Texts are filled with what he may see; a member that is called like a
 * field closed to him (of the record, of the person) is treated like that field, wherever it stands; marked fields of events are covered.
 */
export const shownPayload = (model: Model, access: AccessContext, fact: ToldFact): Record<string, unknown> => {
  const filled = filledContent(fact.payload, (filling) => shownFilling(model, access, filling))
  if (access.system) return filled
  const objects = [fact.object ?? '', personObject].flatMap((name) => model.objects.get(name) ?? [])
  const closed = new Map<string, (value: unknown) => unknown>()
  for (const object of objects)
    for (const [name, field] of object.fields) {
      if (closed.has(name) || fieldAnswer(access, object, name, field, 'show') === 'open') continue
      closed.set(name, (value) => {
        const shown = shownValue(access, object, name, field, value)
        return shown === undefined || typeof shown === typeof value ? shown : coveredText
      })
    }
  for (const [name, field] of Object.entries(model.events.get(fact.name)?.fields ?? {}))
    if (isMaskedEvent(access, field)) closed.set(name, covered)
  const identifiers = model.objects.get(identifierObject)
  const identifier = identifiers?.fields.get('value')
  if (identifiers && identifier && fieldAnswer(access, identifiers, 'value', identifier, 'show') !== 'open')
    closed.set('identifiers', (value) => (Array.isArray(value) ? value.map(withoutValue) : covered(value)))
  return shownMember(filled, closed, 0)
}

const covered = (value: unknown): unknown => (Array.isArray(value) ? value.map(() => coveredText) : coveredText)
const withoutValue = (one: unknown): unknown => (isMember(one) ? { ...one, value: coveredText } : coveredText)

const shownMember = (
  member: Member,
  closed: ReadonlyMap<string, (value: unknown) => unknown>,
  depth: number,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(member).flatMap(([name, value]) => {
      // An act that sets a field names it beside the value.
      const rule = closed.get(name === 'value' && typeof member.field === 'string' ? member.field : name)
      const shown = rule ? rule(value) : depth < depthMax ? shownDeep(value, closed, depth + 1) : coveredText
      return shown === undefined ? [] : [[name, shown] as const]
    }),
  )
const shownDeep = (value: unknown, closed: ReadonlyMap<string, (value: unknown) => unknown>, depth: number): unknown =>
  Array.isArray(value)
    ? depth < depthMax
      ? value.map((each) => shownDeep(each, closed, depth + 1))
      : coveredText
    : isMember(value)
      ? shownMember(value, closed, depth)
      : value
