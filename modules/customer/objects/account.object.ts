import {
  address, defineObject, integer, label, longText, money, option, phone, reference, select, tags, text, url,
} from '@lianke/kernel'

/** A company that buys, may buy, or sells for us. */
export const account = defineObject({
  name: 'customer.account',
  label: label('企业', 'Account'),
  plural: label('企业', 'Accounts'),
  icon: 'building-2',
  title: 'name',
  fields: {
    name: text(label('企业名称', 'Name'), { required: true, max: 200, search: 'name', indexed: true, inList: true }),
    type: select(label('类型', 'Type'), {
      default: 'prospect', inList: true, indexed: true,
      options: [
        option('prospect', '潜在客户', 'Prospect', 'grey'), option('customer', '客户', 'Customer', 'green'),
        option('dealer', '经销商', 'Dealer', 'gold'), option('partner', '伙伴', 'Partner', 'blue'),
        option('supplier', '供应商', 'Supplier', 'purple'), option('competitor', '竞争对手', 'Competitor', 'red'), option('other', '其他', 'Other', 'grey'),
      ],
    }),
    parent: reference(label('上级企业', 'Parent account'), 'customer.account', { onDelete: 'clear' }),
    industry: text(label('行业', 'Industry'), { max: 80, inList: true, indexed: true }),
    rating: select(label('等级', 'Rating'), {
      options: [option('hot', '重点', 'Hot', 'red'), option('warm', '一般', 'Warm', 'orange'), option('cold', '低', 'Cold', 'grey')],
    }),
    credit_code: text(label('统一社会信用代码', 'Registration number'), { max: 40, unique: true, search: 'code' }),
    phone: phone(label('电话', 'Phone'), { search: 'phone', inList: true }),
    website: url(label('网站', 'Website')),
    address: address(label('地址', 'Address')),
    shipping_address: address(label('收货地址', 'Shipping address')),
    employees: integer(label('员工数', 'Employees'), { min: 0, max: 10_000_000 }),
    annual_revenue: money(label('年营业额', 'Annual revenue')),
    tags: tags(label('标签', 'Tags'), { inList: true }),
    source: text(label('来源', 'Source'), { max: 120, indexed: true }),
    description: longText(label('介绍', 'Description'), { max: 32_000 }),
  },
  indexes: [['owner', '-created_at']],
  board: 'type',
})
