import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

/** The largest discount on a product that no price book limits: 0.5 is half the list price. */
export const discountMax = defineSetting({
  name: 'commerce.discount_max',
  label: label('没有价目表时的最大折扣', 'Largest discount without a price book'),
  help: label('0.5 表示最低半价；1 表示不限', '0.5 is half the list price; 1 is no limit'),
  section: label('销售', 'Sales'),
  schema: z.number().min(0).max(1),
  default: 0.5,
})
