import { date, decimal, defineCommand, label, text } from '@lianke/kernel'
import { keepRates } from '../checks/rate-stands.check.ts'
import { exchangeRate } from '../objects/exchange-rate.object.ts'

/** Enters the rate of a currency from a day on; one that stands for that day is corrected. */
export const rateKeep = defineCommand({
  name: 'rate.keep',
  label: label('录入汇率', 'Enter a rate'),
  may: keepRates,
  icon: 'money',
  fields: {
    currency: text(label('币种', 'Currency'), { required: true, max: 3, pattern: '^[A-Z]{3}$' }),
    holds_from: date(label('生效日期', 'Holds from'), { required: true }),
    rate: decimal(label('汇率', 'Rate'), { required: true, scale: 8 }),
  },
  done: { words: label('汇率已保存，相关金额随后重新折算', 'The rate is kept; amounts follow it') },
  run: async (work, { currency, holds_from, rate }) => {
    const { ids, created } = await work.system.records.upsert({
      object: exchangeRate,
      key: ['currency', 'holds_from'],
      rows: [{ currency, holds_from, rate, source: 'manual' }],
    })
    return { id: ids[0] ?? '', created: created === 1 }
  },
})
