import { type DesignedField, type DesignedObject, type Field, optionsIn, type SaidOver, type UnitOfWork } from '@lianke/kernel'
import { type Model, type ModelObject, releasedOf } from '../model/model.ts'
import { knownObject } from './check-overlay.ts'
import { fieldRoom } from './field-room.rule.ts'
import { overlaysOf } from './overlay-store.ts'

const releasedWords = ({ label, options }: Field): DesignedField['released'] => ({
  label,
  help: options.help ?? null,
  required: options.required === true,
  default: options.default ?? null,
  hidden: options.hidden === true,
  options: Array.isArray(options.options) ? optionsIn(options) : null,
})

const nothing = { said: {}, version: 0 }
const designedFields = (
  model: Model,
  object: ModelObject,
  said: ReadonlyMap<string, { readonly said: SaidOver; readonly version: number }>,
): Record<string, DesignedField> =>
  Object.fromEntries(
    [...releasedOf(object).fields]
      .filter(([name]) => !name.startsWith('c_'))
      .map(([name, field]) => {
        const { kept, ...room } = fieldRoom(model, object, name, field)
        const stored = said.get(name) ?? nothing
        return [
          name,
          {
            said: stored.said,
            version: stored.version,
            released: releasedWords(field),
            room: { ...room, kept: Object.fromEntries(kept) },
          },
        ]
      }),
  )

/** An object of the release with all that the company says over it, and what it may say. Refuses `overlay.object_unknown`. */
export const describeOverlay = async (work: UnitOfWork, model: Model, name: string): Promise<DesignedObject> => {
  const object = knownObject(model, name)
  const said = new Map((await overlaysOf(work, name)).map((one) => [one.field, one]))
  const { definition } = releasedOf(object)
  const own = said.get('') ?? nothing
  return {
    object: name,
    said: own.said,
    version: own.version,
    released: { label: definition.label, plural: definition.plural ?? null },
    fields: designedFields(model, object, said),
  }
}
