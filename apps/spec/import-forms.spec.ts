import type { ObjectDefinition } from '@lianke/kernel'
import { order } from '@lianke/commerce/contract'
import { lead } from '@lianke/lead/contract'
import { person } from '@lianke/customer/contract'
import { suggestMapping } from '@lianke/platform/imports'
import { describe, expect, it } from 'vitest'

/** Where the columns of an export go, as `column → field`; what is left out is not named. */
const matched = (object: ObjectDefinition, header: string, row = ''): string[] => {
  const names = header.split(',').map((name) => name.trim())
  const cells = row.split(',')
  const columns = names.map((name, index) => ({ index, name, samples: [(cells[index] ?? '').trim()].filter(Boolean) }))
  return suggestMapping(new Map(Object.entries(object.fields)), columns, { object: { ...object, parts: [] } as never }).map(
    ({ column, field, part, by }) => `${names[column]} → ${field}${part ? ` (${part})` : ''}${by ? ` by ${by}` : ''}`,
  )
}

describe('people as other systems export them are matched', () => {
  it('from HubSpot', () => {
    const header =
      'Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Lifecycle Stage,Lead Status,Create Date,Job Title,Company Name,City,State/Region,Postal Code,Country/Region,Street Address'
    expect(matched(person, header, '123,Anna,Li,a@b.cn,010-12345678,13800138000,王小明,lead,NEW,2024-03-05')).toEqual([
      'Record ID → source_id',
      'First Name → name (given)',
      'Last Name → name (family)',
      'Email → email',
      'Mobile Phone Number → phone',
      'Phone Number → phone',
      'Contact owner → owner',
      'Create Date → created_at',
      'Job Title → job_title',
      'Company Name → company',
      'City → address.city',
      'State/Region → address.province',
      'Postal Code → address.postcode',
      'Country/Region → address.country',
      'Street Address → address.detail',
    ])
  })
  it('from Google, whose phonetic names and labels are nobody’s', () => {
    const header =
      'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Value,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country'
    expect(matched(person, header)).toEqual([
      'First Name → name (given)',
      'Middle Name → name',
      'Last Name → name (family)',
      'Organization Name → company',
      'Organization Title → job_title',
      'Birthday → birthday',
      'Notes → remark',
      'Labels → tags',
      'E-mail 1 - Value → email',
      'Phone 1 - Value → phone',
      'Phone 2 - Value → phone',
      'Address 1 - Street → address.detail',
      'Address 1 - City → address.city',
      'Address 1 - Region → address.province',
      'Address 1 - Postal Code → address.postcode',
      'Address 1 - Country → address.country',
    ])
  })
  it('from Outlook, where a title is Mr or Ms, and the business address the first', () => {
    const header =
      'First Name,Last Name,Suffix,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Business Fax,Job Title,Company,Business Street,Business City,Home City,Notes,Categories'
    expect(matched(person, header, 'Anna,Li,,,,a@b.cn,c@d.cn,,010-12345678,13800138000,,Boss,ACME,Road 1,杭州,')).toEqual([
      'First Name → name (given)',
      'Last Name → name (family)',
      'E-mail Address → email',
      'E-mail 2 Address → email',
      'Mobile Phone → phone',
      'Business Phone → phone',
      'Home Phone → phone',
      'Job Title → job_title',
      'Company → company',
      'Business Street → address.detail',
      'Business City → address.city',
      'Notes → remark',
      'Categories → tags',
    ])
  })
  it('from Salesforce and Zoho', () => {
    expect(matched(lead, 'Id,FirstName,LastName,Email,MobilePhone,Phone,Company,Title,LeadSource,OwnerId')).toEqual([
      'Id → source_id',
      'FirstName → name (given)',
      'LastName → name (family)',
      'Email → email',
      'MobilePhone → phone',
      'Phone → phone',
      'Company → company',
      'Title → job_title',
      'LeadSource → source',
      'OwnerId → owner',
    ])
    expect(
      matched(
        person,
        'Record Id,Contact Owner,First Name,Last Name,Account Name,Email,Phone,Mobile,Title,Mailing City,Mailing Zip,Tag',
      ),
    ).toEqual([
      'Record Id → source_id',
      'Contact Owner → owner',
      'First Name → name (given)',
      'Last Name → name (family)',
      'Account Name → company',
      'Email → email',
      'Mobile → phone',
      'Phone → phone',
      'Title → job_title',
      'Mailing City → address.city',
      'Mailing Zip → address.postcode',
      'Tag → tags',
    ])
  })
  it('from Dynamics, whose ids and checksums stand in front', () => {
    expect(
      matched(
        person,
        '(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Full Name,Email,Company Name,Business Phone,Address 1: City',
      ),
    ).toEqual([
      '(Do Not Modify) Contact → source_id',
      'Full Name → name',
      'Email → email',
      'Company Name → company',
      'Business Phone → phone',
      'Address 1: City → address.city',
    ])
  })
  it('from Shopify', () => {
    expect(
      matched(
        person,
        'Customer ID,First Name,Last Name,Email,Default Address Company,Default Address City,Default Address Zip,Phone,Total Spent,Note,Tags',
      ),
    ).toEqual([
      'Customer ID → source_id',
      'First Name → name (given)',
      'Last Name → name (family)',
      'Email → email',
      'Default Address Company → company',
      'Default Address City → address.city',
      'Default Address Zip → address.postcode',
      'Phone → phone',
      'Note → remark',
      'Tags → tags',
    ])
  })
  it('from 纷享销客 and 销售易', () => {
    expect(matched(person, '联系人姓名,客户名称,手机1,电话1,邮件,职务,负责人,创建时间,省,市,区,详细地址,备注')).toEqual([
      '联系人姓名 → name',
      '客户名称 → company',
      '手机1 → phone',
      '电话1 → phone',
      '邮件 → email',
      '职务 → job_title',
      '负责人 → owner',
      '创建时间 → created_at',
      '省 → address.province',
      '市 → address.city',
      '区 → address.district',
      '详细地址 → address.detail',
      '备注 → remark',
    ])
    expect(matched(person, '客户编号,姓名,公司名称,手机,电子邮件,联系人所有人,省份,邮政编码')).toEqual([
      '客户编号 → source_id',
      '姓名 → name',
      '公司名称 → company',
      '手机 → phone',
      '电子邮件 → email',
      '联系人所有人 → owner',
      '省份 → address.province',
      '邮政编码 → address.postcode',
    ])
  })
  it('from 有赞, where a nickname is a name only if there is no other', () => {
    expect(matched(person, '微信昵称,客户姓名,手机号,性别,生日,标签,备注')).toEqual([
      '客户姓名 → name',
      '手机号 → phone',
      '性别 → gender',
      '生日 → birthday',
      '标签 → tags',
      '备注 → remark',
    ])
    expect(matched(person, '昵称,手机号')).toEqual(['昵称 → name', '手机号 → phone'])
  })
  it('and what reaches nobody is kept as it is written rather than refuse every row', () => {
    const columns = [
      { index: 0, name: 'Name', samples: ['Anna', 'Bo'] },
      { index: 1, name: 'Phone', samples: ['555-0100', '555-0101'] },
    ]
    expect(suggestMapping(new Map(Object.entries(person.fields)), columns)).toEqual([
      { column: 0, field: 'name' },
      { column: 1, field: 'phone', rest: 'remark', unreadable: 'remark' },
    ])
  })
  it('and what dials a country is no country, what refuses every row is no stage', () => {
    expect(matched(person, 'Name,Country Code,Phone,Lifecycle Stage', 'Anna,+1,415 555 2671,lead')).toEqual([
      'Name → name',
      'Phone → phone',
    ])
    expect(matched(person, '姓名,国家,省份', '甲,中国,浙江')).toEqual([
      '姓名 → name',
      '国家 → address.country',
      '省份 → address.province',
    ])
  })
})

describe('orders as shops export them are matched', () => {
  it('from 淘宝', () => {
    expect(
      matched(order, '订单编号,买家会员名,买家实际支付金额,订单状态,收货地址,订单创建时间,订单付款时间,店铺名称,订单备注'),
    ).toEqual([
      '订单编号 → external_number',
      '买家实际支付金额 → total',
      '订单状态 → status',
      '收货地址 → shipping_address',
      '订单创建时间 → ordered_at',
      '订单付款时间 → paid_at',
      '店铺名称 → store',
      '订单备注 → remark',
    ])
  })
  it('from 京东 and 有赞; a customer’s id is not the order’s', () => {
    expect(matched(order, '订单号,商品名称,下单时间,客户地址,客户编号')).toEqual([
      '订单号 → external_number',
      '下单时间 → ordered_at',
      '客户地址 → shipping_address',
      '客户编号 → person by source',
    ])
    expect(matched(order, '订单号,收货人省份,收货人城市,详细收货地址')).toEqual([
      '订单号 → external_number',
      '收货人省份 → shipping_address.province',
      '收货人城市 → shipping_address.city',
      '详细收货地址 → shipping_address.detail',
    ])
  })
})
