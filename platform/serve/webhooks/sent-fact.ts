import type { Fact } from '@lianke/kernel'
import { type AccessContext, type Grants, keyAccess } from '../../model/access/access-context.ts'
import { mayHear, shownFact } from '../../model/access/shown-fact.ts'
import type { Model } from '../../model/model/model.ts'

/** What a subscription may do: it acts like a key with one role, and is nobody's colleague. */
export const accessOfRole = (id: string, name: string, grants: Grants): AccessContext =>
  keyAccess({ kind: 'key', id, name }, [grants])

const isEmpty = (values: Record<string, unknown> | null): boolean => !values || Object.keys(values).length === 0

/** A fact as it is sent under these rights; null: not at all, also where all that changed is closed to them. */
export const sentFact = (model: Model, access: AccessContext, fact: Fact): Record<string, unknown> | null => {
  if (!mayHear(model, access, fact)) return null
  const { id, name, object, record, person, payload, before, after, actor_kind, actor, source, cause, occurred_at, recorded_at } =
    shownFact(model, access, fact)
  if (name.endsWith('.updated') && isEmpty(before) && isEmpty(after) && !payload.parts) return null
  return { id, name, object, record, person, occurred_at, recorded_at, before, after, payload, actor_kind, actor, source, cause }
}
