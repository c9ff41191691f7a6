import { defineCommand, label } from '@lianke/kernel'
import { keepRates } from '../checks/rate-stands.check.ts'
import { exchangeRate } from '../objects/exchange-rate.object.ts'

/** Takes a rate away: from its day on the one before it holds. */
export const rateRemove = defineCommand({
  name: 'rate.remove',
  label: label('删除汇率', 'Delete the rate'),
  may: keepRates,
  on: exchangeRate,
  rows: 'read',
  icon: 'trash',
  place: ['record'],
  fields: {},
  danger: true,
  done: { words: label('汇率已删除', 'The rate is deleted') },
  run: async (work, { id }) => {
    await work.system.records.remove(exchangeRate, id)
    return { id }
  },
})
