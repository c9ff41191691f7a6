import { type Figure, heldType, type MetaField, type MetaObject, type RecordPageDefinition, targetOf } from '@lianke/kernel'

/** What a card says besides the title: whom it is for, how much, by when, since when it stands there. */
export interface BoardFace {
  readonly about: readonly string[]
  readonly amount: string | null
  readonly due: string | null
  readonly since: string | null
  /** What else the first list shows, where there is neither amount nor date. */
  readonly more: readonly string[]
}
const moreMax = 2
const fieldNames = (figures: readonly Figure[] = []): string[] =>
  figures.flatMap((figure) => (typeof figure === 'string' ? [figure] : []))

/** The face of an object's cards: as its page reads first, else as its first list does. */
export const boardFace = (
  object: MetaObject,
  page: RecordPageDefinition | undefined,
  isShort: (field: MetaField) => boolean,
): BoardFace => {
  const listed = Object.keys(object.fields).filter((name) => {
    const field = object.fields[name]
    return field?.options.inList && !field.options.hidden && name !== object.title && name !== object.board
  })
  const names = [...new Set([...fieldNames(page?.figures), ...listed])]
  const ofType = (types: readonly string[]) =>
    names.find((name) => object.fields[name] && types.includes(heldType(object.fields[name]))) ?? null
  const isState = (name: string) => name === object.states?.field
  const about =
    page?.about ?? listed.filter((name) => object.fields[name] && targetOf(object.fields[name]) !== undefined).slice(0, 1)
  const [amount, due] = [ofType(['money']), ofType(['date'])]
  const told = new Set([...about, amount, due])
  return {
    about: about.filter((name) => name in object.fields),
    amount,
    due,
    since: page?.path?.since ?? null,
    more:
      amount || due
        ? []
        : listed
            .filter((name) => !told.has(name) && !isState(name) && object.fields[name] && isShort(object.fields[name]))
            .slice(0, moreMax),
  }
}

/** Fields that the cards are asked for with. */
export const faceFields = ({ about, amount, due, since, more }: BoardFace): readonly string[] =>
  [...about, amount, due, since, ...more].flatMap((name) => name ?? [])
