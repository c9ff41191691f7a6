import { currencies } from '@lianke/kernel'

interface Rate {
  readonly currency: string
  /** Units of the company's own currency for one; exact decimal text. */
  readonly rate: string
  readonly own: string
}

/** Why a rate cannot be kept; null where it can. */
export const rateProblem = ({
  currency,
  rate,
  own,
}: Rate): { readonly code: string; readonly path: string; readonly params: object } | null => {
  if (!currencies.has(currency)) return { code: 'rate.unknown_currency', path: '/currency', params: { currency } }
  if (currency === own) return { code: 'rate.own_currency', path: '/currency', params: { currency } }
  return /^0*(\.0*)?$/.test(rate) || rate.startsWith('-') ? { code: 'rate.not_positive', path: '/rate', params: { rate } } : null
}
