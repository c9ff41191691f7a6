import { decimal, defineObject, image, integer, label, longText, money, option, select, tags, text } from '@lianke/kernel'

/** Something that can be sold, at stock keeping level. */
export const product = defineObject({
  name: 'commerce.product',
  label: label('产品', 'Product'),
  plural: label('产品', 'Products'),
  icon: 'package',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 300, search: 'name', inList: true }),
    code: text(label('编码', 'Code'), { required: true, max: 64, unique: true, search: 'code', inList: true }),
    category: text(label('分类', 'Category'), { max: 120, indexed: true, inList: true }),
    unit: text(label('单位', 'Unit'), { max: 20, default: '件' }),
    price: money(label('标准价', 'List price'), { decimals: 4, min: 0, inList: true }),
    cost: money(label('成本', 'Cost'), { min: 0 }),
    tax_rate: decimal(label('税率', 'Tax rate'), { scale: 4, min: 0, max: 1 }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'on_sale',
      indexed: true,
      inList: true,
      options: [option('on_sale', '在售', 'On sale', 'green'), option('stopped', '停售', 'Stopped', 'grey')],
    }),
    image: image(label('图片', 'Image'), { maxFiles: 9 }),
    barcode: text(label('条码', 'Barcode'), { max: 64, search: 'code' }),
    stock: integer(label('库存', 'Stock'), { min: -1_000_000_000, max: 1_000_000_000 }),
    tags: tags(label('标签', 'Tags')),
    description: longText(label('介绍', 'Description'), { max: 32_000 }),
  },
  keptWhileUsed: true,
  access: { everyone: true },
  sort: 'name',
})
