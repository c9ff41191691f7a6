import { personObject } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import { type AccessContext, hasRight, scopeOf } from './access-context.ts'
import { titleField } from './field-access.ts'
import { shownChanges, shownPayload, type ToldFact } from './shown-payload.ts'

/** The values of a fact as somebody may see them: changed fields, what else it carries, and no title of a record that has none for him. */
export const shownFact = <F extends ToldFact>(model: Model, access: AccessContext, fact: F): F => {
  const object = fact.object === null ? undefined : model.objects.get(fact.object)
  const { title, ...payload } = shownPayload(model, access, fact)
  const named = object === undefined || titleField(access, object) !== null
  return {
    ...fact,
    before: fact.before && shownChanges({ model, access }, object, fact.before),
    after: fact.after && shownChanges({ model, access }, object, fact.after),
    payload: title === undefined ? payload : { ...payload, title: named ? title : null },
  }
}

/** Whether every record of an object is open to somebody, without asking about one of them. */
const opensAll = (model: Model, access: AccessContext, name: string): boolean => {
  const object = model.objects.get(name)
  if (!object) return false
  const { everyone, about } = object.definition.access ?? {}
  return everyone === true || (scopeOf(access, name, 'read') === 'all' && !everyone && !about)
}

/**
 * Whether somebody who is nobody's colleague may know of a fact: he reads every record of its object, or of persons where it is about one;
 * what is about neither is for who may read the audit.
 */
export const mayHear = (
  model: Model,
  access: AccessContext,
  { object, person }: { readonly object: string | null; readonly person: string | null },
): boolean =>
  object !== null
    ? opensAll(model, access, object)
    : person !== null
      ? opensAll(model, access, personObject)
      : hasRight(access, 'platform.audit')
