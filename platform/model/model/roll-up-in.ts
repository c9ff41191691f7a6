import { type Field, type Filter, filterIn, textIn } from '@lianke/kernel'

/** A roll-up as its options describe it. */
interface RollUp {
  /** The object whose records are counted or summed, and its field that leads here. */
  readonly child: string
  readonly via: string
  readonly measure: string
  /** The field that is measured. */
  readonly of: string | undefined
  readonly where: Filter | undefined
}

/** What a roll-up says of itself; a word that is missing is empty, and points nowhere. */
export const rollUpIn = ({ options }: Pick<Field, 'options'>): RollUp => ({
  child: textIn(options.child) ?? '',
  via: textIn(options.via) ?? '',
  measure: textIn(options.measure) ?? '',
  of: textIn(options.of) ?? undefined,
  where: filterIn(options.where) ?? undefined,
})
