/** What the files of other systems call a field: surely, or where nothing else is called so. */
export interface Words {
  readonly sure: readonly string[]
  readonly perhaps?: readonly string[]
}

/**
 * Words by which files call things, beside our labels: exports of Salesforce, HubSpot, Zoho, Dynamics, Outlook, Google, Shopify, 纷享销客,
 * 销售易, 有赞, 淘宝 and 京东, and what people write. By field; a part's field with its part in front.
 */
export const headerWords: Readonly<Record<string, Words>> = {
  name: {
    sure: [
      '姓名',
      '客户姓名',
      '联系人',
      '联系人姓名',
      '收货人',
      '收货人姓名',
      '收货人/提货人',
      '会员姓名',
      'full name',
      'fullname',
      'contact name',
      'lead name',
      'file as',
    ],
    perhaps: [
      '客户名称',
      '客户',
      '名字',
      '名称',
      'customer name',
      'contact',
      '昵称',
      '微信昵称',
      '买家昵称',
      '买家会员名',
      'nickname',
      'display name',
    ],
  },
  phone: {
    sure: [
      ...[
        '手机',
        '手机号',
        '手机1',
        '手机号码',
        '移动电话',
        '联系手机',
        '收货人手机号',
        '收货人手机号/提货人手机号',
        '买家手机号',
        '会员手机号',
        '电话',
        '电话1',
        '联系电话',
        '联系方式',
        '电话号码',
      ],
      ...[
        'mobile',
        'mobile phone',
        'mobile number',
        'mobile phone number',
        'mobilephone',
        'cell',
        'cell phone',
        'phone',
        'phone number',
        'primary phone',
        'tel',
        'telephone',
        'whatsapp',
        'contact number',
        'contact no',
        'default address phone',
      ],
      ...[
        'business phone',
        'work phone',
        'home phone',
        'other phone',
        'company main phone',
        'phone 1 value',
        'phone 2 value',
        'phone 3 value',
        'business phone 2',
        'home phone 2',
        '办公电话',
        '固定电话',
        '座机',
      ],
    ],
  },
  email: {
    sure: [
      ...[
        '邮箱',
        '邮件',
        '电子邮件',
        '电子邮箱',
        'email',
        'e mail',
        'email address',
        'e mail address',
        'mail',
        'work email',
        'emailid',
        'email id',
      ],
      ...[
        'e mail 1 value',
        'e mail 2 value',
        'e mail 3 value',
        'e mail 2 address',
        'e mail 3 address',
        'secondary email',
        'additional email addresses',
      ],
    ],
  },
  company: {
    sure: [
      ...[
        '公司',
        '公司名称',
        '单位',
        '企业',
        '所属公司',
        '所属客户',
        'company',
        'company name',
        'organization',
        'organisation',
        'organization name',
        'organization 1 name',
      ],
      ...['account name', 'business name', 'associated company', 'default address company', 'parent customer'],
    ],
    perhaps: ['客户名称', 'account', 'customer name'],
  },
  job_title: {
    sure: ['职务', '职位', '岗位', 'job title', 'position', 'designation', 'organization title', 'organization 1 title'],
    perhaps: ['title'],
  },
  address: {
    sure: ['地址', '联系地址', 'address', 'full address', 'address 1 formatted', 'mailing address', 'address 1'],
    perhaps: ['收货地址', '客户地址', '详细收货地址'],
  },
  shipping_address: { sure: ['收货地址', '客户地址', '详细收货地址', '收件地址', 'shipping address', 'delivery address'] },
  remark: {
    sure: [
      '备注',
      '说明',
      '描述',
      '订单备注',
      '商家备注',
      '买家留言',
      'note',
      'notes',
      'remarks',
      'comment',
      'comments',
      'message',
      'description',
    ],
  },
  source: {
    sure: ['来源', '线索来源', '客户来源', 'lead source', 'original source'],
    perhaps: ['渠道', 'utm source', 'channel', 'platform', 'source'],
  },
  gender: { sure: ['性别', 'sex', 'gender'] },
  birthday: { sure: ['生日', '出生日期', 'birthday', 'birth date', 'date of birth', 'dob', 'birthdate'] },
  tags: { sure: ['标签', '客户标签', 'labels', 'tag', 'tags', 'categories', 'group membership'] },
  status: { sure: ['状态', '订单状态', 'lead status'], perhaps: ['stage', 'status'] },
  stage: { sure: ['阶段', 'stage', 'lifecycle stage', '客户级别'] },
  website: { sure: ['网站', '网址', 'website', 'web page', 'website url', 'company domain name', 'website 1 value'] },
  industry: { sure: ['行业', 'industry'] },
  owner: {
    sure: [
      ...[
        '负责人',
        '所有者',
        '归属人',
        '跟进人',
        '联系人所有人',
        '客户所有人',
        '线索所有人',
        'owner',
        'owner name',
        'assigned to',
        'lead owner',
        'ownerid',
        'owner id',
      ],
      ...['contact owner', 'account owner', 'company owner'],
    ],
    perhaps: ['销售', 'sales rep'],
  },
  created_at: {
    sure: [
      ...[
        '创建时间',
        '创建日期',
        '录入时间',
        '成为会员时间',
        'created',
        'created at',
        'created on',
        'created date',
        'created time',
        'createddate',
        'create date',
      ],
      ...['date added', 'submitted at'],
    ],
    perhaps: ['timestamp'],
  },
  source_id: { sure: ['外部编号', 'record id', 'record id contact', 'external id'], perhaps: ['编号', 'id'] },
  code: { sure: ['编码', '产品编码', '商品编码', 'sku', 'product code', 'stock code', 'item code'] },
  price: { sure: ['价格', '单价', 'unit price', 'list price'] },
  quantity: { sure: ['数量', 'qty', 'quantity'] },
  external_number: {
    sure: [
      '外部单号',
      '订单号',
      '订单编号',
      '单号',
      'order no',
      'order id',
      'order number',
      'invoice',
      'invoice number',
      'invoice no',
    ],
    perhaps: ['name'],
  },
  ordered_at: {
    sure: ['下单时间', '订单创建时间', '拍下时间', 'order date', 'ordered at'],
    perhaps: ['created at', 'invoicedate', 'invoice date', 'createdate'],
  },
  paid_at: { sure: ['付款时间', '订单付款时间', '买家付款时间', '付款确认时间', 'paid at'] },
  total: {
    sure: ['总额', '总金额', '订单金额', '订单实付金额', '买家实际支付金额', '应付金额', 'total', 'order total', 'amount'],
    perhaps: ['结算金额', '买家应付货款'],
  },
  store: { sure: ['门店', '店铺', '店铺名称', 'store', 'shop'] },
  'lines.name': { sure: ['商品名称', '宝贝标题', '产品名称', 'lineitem name', 'product name', 'item name'] },
  'lines.quantity': { sure: ['商品数量', '宝贝总数量', '订购数量', '购买数量', 'lineitem quantity', '数量', 'quantity', 'qty'] },
  'lines.price': { sure: ['商品单价', '京东价', '单价', 'lineitem price', 'unit price', 'price'] },
}

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
  city: ['城市', '所在城市', '市', 'city', 'town'],
  district: ['区', '区县', '县', '地区', 'district', 'county'],
  street: ['街道', '街道乡镇'],
  detail: [
    '详细地址',
    '街道地址',
    '门牌号',
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
  given: ['first name', 'firstname', 'given name', '名'],
  family: ['last name', 'lastname', 'surname', 'family name', '姓', '姓氏'],
  between: ['middle name', 'middlename', 'additional name'],
} as const

/** What no field of ours holds: how a name sounds, what kind of number it is, what a system says to itself. */
export const noField =
  /yomi|phonetic|拼音|checksum|fax|传真|(?:phone|email|address|website|relation|customfield|event)\d+(?:type|label)$|^donotmodify(?!contact$|account$|lead$)|^salutation$|^suffix$|^prefix$|^nameprefix$|^namesuffix$/

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
}
/** `Customer ID`, `客户编号`. */
export const idWords = ['id', '编号', 'number', 'no', 'guid', '.id', 'key'] as const
