import { useLanguage } from '../../i18n/i18n.ts'

/** Numbers as people read them; takes decimal strings whole, so that no digit is lost on the way. */
export const useNumbers = () => {
  const { language } = useLanguage()
  const format = (value: unknown, options: Intl.NumberFormatOptions = {}): string => {
    if (value === null || value === undefined || value === '') return ''
    return new Intl.NumberFormat(language, options).format(value as number)
  }
  return {
    number: (value: unknown, scale?: number) =>
      format(
        value,
        scale === undefined ? { maximumFractionDigits: 6 } : { minimumFractionDigits: scale, maximumFractionDigits: scale },
      ),
    money: (amount: unknown, currency: string) => {
      try {
        return format(amount, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      } catch {
        // A code that Intl does not know is still worth showing.
        return `${currency} ${format(amount, { minimumFractionDigits: 2 })}`
      }
    },
    short: (value: number) => format(value, { notation: 'compact', maximumFractionDigits: 1 }),
  }
}
