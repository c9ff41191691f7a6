import { z } from 'zod'

const money = (text: z.ZodString) => z.strictObject({ amount: text, currency: z.string().regex(/^[A-Z]{3}$/) })

const positive = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/)
const signed = z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/)

/** An amount as a plain decimal text in the currency of the act, or as money that names its own. */
export const amountInput = z.union([positive, money(positive)])
export const signedAmountInput = z.union([signed, money(signed)])

/** The decimal text of either form. */
export const amountTextOf = (given: z.infer<typeof signedAmountInput>): string =>
  typeof given === 'string' ? given : given.amount
/** The currency it names, if it names one. */
export const currencyOf = (given: z.infer<typeof signedAmountInput> | undefined): string | undefined =>
  typeof given === 'object' ? given.currency : undefined
