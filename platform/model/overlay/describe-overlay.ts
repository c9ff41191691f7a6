import { type Field, type Label, optionsIn, type SaidOver, type SelectOption, type UnitOfWork } from '@lianke/kernel'
import { type Model, type ModelObject, releasedOf } from '../model/model.ts'
import { knownObject } from './check-overlay.ts'
import { fieldRoom } from './field-room.rule.ts'
import { overlaysOf } from './overlay-store.ts'

/** One field of the release as the designer needs it: what stands over it, what the release says, and what may be said. */
export interface DesignedField {
  readonly said: SaidOver
  readonly version: number
  readonly released: {
    readonly label: Label
    readonly help: Label | null
    readonly required: boolean
    readonly default: unknown
    readonly hidden: boolean
    readonly options: readonly SelectOption[] | null
  }
  /** Why something may not be said; null: it may. */
  readonly room: {
    readonly require: Label | null
    readonly default: Label | null
    readonly hide: Label | null
    readonly options: Label | null
    readonly kept: Readonly<Record<string, Label>>
  }
}
export interface DesignedObject {
  readonly object: string
  readonly said: SaidOver
  readonly version: number
  readonly released: { readonly label: Label; readonly plural: Label | null }
  readonly fields: Readonly<Record<string, DesignedField>>
}

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
