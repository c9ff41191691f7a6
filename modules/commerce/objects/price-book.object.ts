import { boolean, date, defineObject, integer, label, option, select, text } from '@lianke/kernel'

/** A price list with a period. Of several that apply and hold a product, the one with the smallest priority number wins; one that is chosen for an order goes before all. */
export const priceBook = defineObject({
  name: 'commerce.price_book',
  label: label('价目表', 'Price book'),
  plural: label('价目表', 'Price books'),
  icon: 'book-open',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 120, unique: true, inList: true }),
    currency: text(label('币种', 'Currency'), { required: true, max: 3, pattern: '^[A-Z]{3}$', default: 'CNY', inList: true }),
    priority: integer(label('优先级', 'Priority'), { min: 0, max: 10_000, default: 100, inList: true }),
    applies: select(label('适用', 'Applies to'), {
      required: true,
      default: 'all',
      inList: true,
      options: [option('all', '所有订单', 'Every order', 'blue'), option('chosen', '选用时', 'Where it is chosen', 'grey')],
    }),
    active: boolean(label('启用', 'Active'), { default: true, inList: true }),
    starts_on: date(label('开始日期', 'Starts on'), { inList: true }),
    ends_on: date(label('结束日期', 'Ends on'), { inList: true }),
  },
  validations: [
    {
      name: 'period',
      rule: 'starts_on == null || ends_on == null || starts_on <= ends_on',
      message: label('结束日期不能早于开始日期', 'The end cannot be before the start'),
      field: 'ends_on',
    },
  ],
  keptWhileUsed: true,
  access: { everyone: true },
  sort: 'priority',
})
