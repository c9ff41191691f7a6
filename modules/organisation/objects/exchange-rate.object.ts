import { date, decimal, defineObject, label, option, select, text } from '@lianke/kernel'
import { rateStands } from '../checks/rate-stands.check.ts'

/** What one unit of another currency is worth in the company's own from a day on, until the next rate of it. */
export const exchangeRate = defineObject({
  name: 'organisation.exchange_rate',
  label: label('汇率', 'Exchange rate'),
  plural: label('汇率', 'Exchange rates'),
  icon: 'money',
  title: 'currency',
  fields: {
    currency: text(label('币种', 'Currency'), { required: true, max: 3, pattern: '^[A-Z]{3}$', inList: true }),
    holds_from: date(label('生效日期', 'Holds from'), { required: true, inList: true }),
    rate: decimal(label('汇率', 'Rate'), {
      required: true,
      scale: 8,
      inList: true,
      help: label('1 单位该币种折合多少本位币', 'Units of the company’s own currency for one of this'),
    }),
    source: select(label('来源', 'Source'), {
      required: true,
      default: 'manual',
      inList: true,
      options: [
        option('manual', '手工录入', 'Entered by hand', 'blue'),
        option('import', '导入', 'Imported', 'cyan'),
        option('http', '接口', 'By interface', 'purple'),
      ],
    }),
  },
  uniqueTogether: [['currency', 'holds_from']],
  checks: [rateStands],
  access: { everyone: true },
  removeBy: 'rate.remove',
  sort: '-holds_from',
  keeps: 'exchange_rates',
})
