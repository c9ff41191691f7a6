import { type Filter, stepsOf, targetOf } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import { commonField } from '../query/common-fields.ts'

/** What a definition speaks of. Fields as `object.field`, values of choices and tags as `object.field=value`. */
export interface Mentions {
  readonly objects: Set<string>
  readonly fields: Set<string>
  readonly values: Set<string>
  readonly events: Set<string>
  /** Ids of segments, and of records that values name. */
  readonly records: Set<string>
}
export const noMentions = (): Mentions => ({
  objects: new Set(),
  fields: new Set(),
  values: new Set(),
  events: new Set(),
  records: new Set(),
})

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const valuesMax = 1000

/** A path through references: every field on its way is spoken of. Answers the last as `object.field`. */
export const mentionPath = (model: Model, object: string, path: string, into: Mentions): string => {
  let at = object
  let key = ''
  for (const name of path.split('.')) {
    key = `${at}.${name}`
    into.fields.add(key)
    const field = model.objects.get(at)?.fields.get(name) ?? commonField(name)
    at = (field && targetOf(field)) ?? ''
  }
  return key
}

const mentionValue = (key: string, value: unknown, into: Mentions): void => {
  for (const one of (Array.isArray(value) ? value : [value]).slice(0, valuesMax)) {
    if (typeof one !== 'string') continue
    if (uuid.test(one)) into.records.add(one.toLowerCase())
    else into.values.add(`${key}=${one}`)
  }
}

/** What a filter over an object speaks of, children and events included. */
export const mentionFilter = (model: Model, object: string, filter: Filter, into: Mentions): void => {
  const stack: { at: string; node: Filter }[] = [{ at: object, node: filter }]
  into.objects.add(object)
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { at, node } = top
    if (typeof node !== 'object' || node === null) continue
    if ('and' in node) stack.push(...node.and.map((part) => ({ at, node: part })))
    else if ('or' in node) stack.push(...node.or.map((part) => ({ at, node: part })))
    else if ('not' in node) stack.push({ at, node: node.not })
    else if ('field' in node) mentionValue(mentionPath(model, at, node.field, into), node.value, into)
    else if ('child' in node) {
      into.objects.add(node.child)
      into.fields.add(`${node.child}.${node.via}`)
      if (node.measure?.of) mentionPath(model, node.child, node.measure.of, into)
      if (node.where) stack.push({ at: node.child, node: node.where })
    } else if ('event' in node) {
      if (node.measure?.of) mentionPath(model, node.event, node.measure.of, into)
      for (const { event, where } of stepsOf(node)) {
        into.events.add(event)
        if (where) stack.push({ at: event, node: where })
      }
    } else if ('segment' in node) into.records.add(node.segment.toLowerCase())
  }
}
