/** Words for the parts of an address, behind what says whose address it is. */
export const addressWords: Readonly<Record<string, readonly string[]>> = {
  country: ['国家', '国家地区', 'country', 'country region', 'country code'],
  province: [
    '省',
    '省份',
    '省市',
    '省/直辖市',
    'province',
    'state',
    'state province',
    'state region',
    'region',
    'state code',
    'province code',
  ],
  city: ['城市', '所在城市', '市', 'city', 'town', 'suburb'],
  district: ['区', '区县', '县', '地区', 'district', 'county'],
  street: ['街道', '街道乡镇'],
  detail: [
    '详细地址',
    '街道地址',
    '门牌号',
    'house number',
    'street number',
    'street',
    'street 1',
    'street 2',
    'street 3',
    'street address',
    'address1',
    'address2',
    'address line 1',
    'address line 2',
    'extended address',
  ],
  postcode: ['邮编', '邮政编码', 'postcode', 'postal code', 'zip', 'zip code', 'zipcode', 'zip postal code'],
}
/** Whose address: the first that a file has is the address; what is delivered to has a field of its own in some objects. */
export const addressKinds = [
  '',
  '联系',
  '公司',
  'mailing',
  'address 1',
  'default address',
  'business',
  'billing',
  'primary',
  'home',
  'address 2',
  'other',
  'shipping',
  '收货人',
  '收货',
] as const
export const deliveredTo: readonly string[] = ['shipping', '收货人', '收货']

/** Parts of a name that stand in columns of their own. */
export const nameWords = {
  given: ['first name', 'firstname', 'given name', 'forename', 'first', '名'],
  family: ['last name', 'lastname', 'surname', 'family name', 'last', '姓', '姓氏'],
  between: ['middle name', 'middlename', 'additional name'],
} as const

/** What no field of ours holds: how a name sounds, what kind of number it is, what a system says to itself. */
export const noField =
  /yomi|phonetic|拼音|checksum|fax|传真|bounced|(?:phone|email|address|website|relation|customfield|event)\d+(?:type|label)$|^donotmodify(?!contact$|account$|lead$)|^salutation$|^suffix$|^prefix$|^nameprefix$|^namesuffix$/
/** What a system asks itself of a record: `HasOpenActivity`, `IsDeleted`. */
export const ownQuestion = /^(?:Is|Has|Can)[A-Z]/

/** Mobile numbers before others: in this order several numbers of a row are the one that counts. */
export const firstOfPhones = [
  /手机|mobile|cell|移动/,
  /primary|whatsapp/,
  /^(?:电话|phone|联系)/,
  /business|work|办公|公司|company/,
  /home/,
] as const

/** What files call the records of an object. */
export const nouns: Readonly<Record<string, readonly string[]>> = {
  person: ['客户', '联系人', '会员', '买家', 'customer', 'contact', 'person', 'lead', 'member', 'subscriber'],
  account: ['企业', '客户', '公司', 'account', 'company', 'organization', 'customer'],
  lead: ['线索', 'lead'],
  order: ['订单', 'order', 'invoice'],
  opportunity: ['商机', 'opportunity', 'deal'],
  product: ['产品', '商品', 'product', 'item'],
  ticket: ['工单', 'ticket', 'case'],
  campaign: ['活动', '营销活动', 'campaign'],
}
/** `Customer ID`, `客户编号`. */
export const idWords = ['id', '编号', 'number', 'no', 'guid', '.id', 'key'] as const
