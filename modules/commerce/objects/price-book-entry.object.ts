import { decimal, defineObject, integer, label, money, reference } from '@lianke/kernel'

/** The price of one product in one price book from a quantity upwards. */
export const priceBookEntry = defineObject({
  name: 'commerce.price_book_entry',
  label: label('价目', 'Price'),
  plural: label('价目', 'Prices'),
  icon: 'badge-percent',
  title: 'product',
  fields: {
    price_book: reference(label('价目表', 'Price book'), 'commerce.price_book', {
      required: true,
      fixed: true,
      inList: true,
      onDelete: 'cascade',
    }),
    product: reference(label('产品', 'Product'), 'commerce.product', { required: true, inList: true, onDelete: 'cascade' }),
    price: money(label('价格', 'Price'), { decimals: 4, required: true, min: 0, inList: true }),
    quantity_from: integer(label('起订量', 'From quantity'), { min: 1, max: 1_000_000_000, default: 1, inList: true }),
    discount_max: decimal(label('最大折扣', 'Largest discount'), { scale: 4, min: 0, max: 1, inList: true }),
  },
  access: { everyone: true },
  uniqueTogether: [['price_book', 'product', 'quantity_from']],
  partOf: { object: 'commerce.price_book', reference: 'price_book' },
})
