import { isDeepStrictEqual } from 'node:util'
import { type DefinitionChange, type Field, refuse, type RouteCompany } from '@lianke/kernel'
import { checkFields, refuseUses } from '../../model/definitions/index.ts'
import type { Platform } from '../../platform.ts'
import { checkCustomField } from '../../store/schema/custom-definition.ts'
import { archiveCustomField, changeCustomField, restoreCustomField } from '../../store/schema/customise.ts'
import { fillDefined } from '../../store/schema/fill-defined.ts'

interface Undone {
  readonly platform: Platform
  readonly call: Pick<RouteCompany, 'tenant' | 'actor' | 'unit'>
  readonly change: DefinitionChange
}

/** A definition as it was before, unless it was changed again since. */
const redefine = async ({ platform, call: { tenant }, change }: Undone, by: string | null): Promise<void> => {
  const { object, field: name, before, after, id } = change
  const model = await platform.model(tenant)
  const stands: Field | undefined = model.objects.get(object)?.fields.get(name)
  if (!stands || !isDeepStrictEqual({ ...stands }, after)) refuse('overlay.changed_since', { status: 409 })
  const changed = { on: object, name, field: checkCustomField(name, before) }
  checkFields(model, [changed])
  await changeCustomField(platform.database, tenant, changed, { by, undoes: id })
}

/** Takes back what was done to a field of the company's own: it goes, comes back, or is defined as before. Its values are kept. */
export const undoOwnField = async (undone: Undone): Promise<void> => {
  const { platform, call, change } = undone
  const { object, field: name, kind, id: undoes } = change
  const { tenant, actor } = call
  const by = actor.kind === 'user' ? actor.id : null
  if (kind === 'archived') await restoreCustomField(platform.database, tenant, object, name, { by, undoes })
  else if (kind === 'defined') await redefine(undone, by)
  else {
    refuseUses(object, await call.unit((work) => work.records.uses({ object, field: name })))
    await archiveCustomField(platform.database, tenant, object, name, { by, undoes })
  }
  platform.forget(tenant)
  await fillDefined(platform.database, tenant, await platform.model(tenant))
}
