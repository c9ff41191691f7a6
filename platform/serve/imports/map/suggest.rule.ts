import { type Field, fieldTypes, type Label, text } from '@lianke/kernel'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import type { Column } from '../read/layout.rule.ts'
import type { ColumnMap } from './mapping.ts'

/** Words by which files call things, beside our labels. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  name: [
    '姓名',
    '客户姓名',
    '客户名称',
    '联系人',
    '名字',
    '昵称',
    'full name',
    'contact name',
    'customer name',
    'lead name',
    'fullname',
    'contact',
    'nickname',
  ],
  phone: [
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '联系电话',
    '联系方式',
    '移动电话',
    'mobile',
    'mobile phone',
    'mobile number',
    'phone number',
    'tel',
    'telephone',
    'cell',
    'whatsapp',
    'contact number',
    'contact no',
  ],
  email: ['邮箱', '电子邮件', '电子邮箱', 'e mail', 'email address', 'mail', 'work email', 'emailid', 'email id'],
  company: ['公司', '公司名称', '单位', '企业', 'company name', 'organization', 'organisation', 'account name', 'business name'],
  job_title: ['职务', '职位', '岗位', 'title', 'job title', 'position', 'designation'],
  address: ['地址', '收货地址', 'address', 'full address'],
  remark: ['备注', '说明', '描述', 'note', 'notes', 'remarks', 'comment', 'comments', 'message', 'description'],
  source: ['来源', '渠道', '客户来源', 'lead source', 'utm source', 'channel', 'platform'],
  gender: ['性别', 'sex'],
  birthday: ['生日', '出生日期', 'birth date', 'date of birth', 'dob', 'birthdate'],
  tags: ['标签', 'labels', 'tag'],
  status: ['状态', 'lead status', 'stage'],
  owner: [
    '负责人',
    '所有者',
    '归属人',
    '销售',
    '跟进人',
    'owner',
    'owner name',
    'assigned to',
    'lead owner',
    'ownerid',
    'contact owner',
  ],
  created_at: [
    '创建时间',
    '创建日期',
    '录入时间',
    'created',
    'created date',
    'created time',
    'createddate',
    'create date',
    'date added',
    'timestamp',
    'submitted at',
  ],
  source_id: ['编号', '客户编号', '外部编号', 'record id', 'external id', 'lead id', 'customer id', 'id'],
  code: ['编码', '产品编码', 'sku', 'product code', 'stock code', 'item code'],
  price: ['价格', '单价', 'unit price', 'list price'],
  'address.country': ['国家', '国家地区', 'country', 'country region'],
  'address.province': ['省', '省份', '省市', 'province', 'state', 'state province'],
  'address.city': ['城市', '所在城市', '市', 'city', 'town'],
  'address.district': ['区', '区县', '县', 'district', 'county'],
  'address.street': ['街道', '街道乡镇'],
  'address.detail': ['详细地址', '街道地址', '门牌号', 'street', 'street address', 'address line 1', 'mailing street'],
  'address.postcode': ['邮编', '邮政编码', 'postcode', 'postal code', 'zip', 'zip code', 'zipcode'],
  quantity: ['数量', 'qty'],
  order_number: ['订单号', '订单编号', 'order no', 'order id', 'invoice', 'invoice number'],
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(\d+\)$/, '')
    .replace(/[\s_\-./:*#（）()[\]【】]+/g, ' ')
    .trim()
const tight = (text: string): string => plain(text).replaceAll(' ', '')

/** Edit distance, given up above a limit. */
const apart = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    above = row
  }
  return above[b.length] ?? limit + 1
}

const namesOf = (name: string, field: Field | undefined): string[] =>
  [name, field?.label.zh ?? '', field?.label.en ?? '', ...(synonyms[name] ?? [])].map(tight).filter(Boolean)

/** 1 the same word, 0.8 one inside the other, 0.7 a slip of the pen, 0 nothing alike. */
const likeness = (header: string, names: readonly string[]): number => {
  if (names.includes(header)) return 1
  const inside = names.some((name) => name.length >= 4 && header.length >= 4 && (header.includes(name) || name.includes(header)))
  const chinese = names.some((name) => /^[\u4e00-\u9fff]{2,}$/.test(name) && header.includes(name))
  if (inside || chinese) return 0.8
  return names.some((name) => name.length >= 5 && apart(header, name, 2) <= (name.length > 7 ? 2 : 1)) ? 0.7 : 0
}

/** A column of numbers is no place for an email, whatever it is called. */
const against = ({ type }: Field, samples: readonly string[]): boolean =>
  samples.length > 0 && (fieldTypes[type].contradicts?.(samples) ?? false)

const isOffered = ({ type, options }: Field): boolean =>
  !options.readOnly && !options.hidden && !fieldTypes[type].computed && fieldTypes[type].cell !== 'none'

/** The lines that a record is written with. */
export interface SuggestedPart {
  readonly name: string
  readonly label: Label
  readonly fields: ReadonlyMap<string, Field>
}
/** For what records columns are looked at. */
interface SuggestFor {
  readonly object?: ModelObject
  readonly parts?: readonly SuggestedPart[]
  readonly objects?: Model['objects']
}
/** What a column of an export over lines is called: `订单明细 · 数量`. */
export const partLabel = (part: Label, field: Label): Label => ({
  zh: `${part.zh} · ${field.zh}`,
  en: `${part.en} · ${field.en}`,
})

/** The likeliest field for each column, each field once; columns that mean nothing to us are left out. */
export const suggestMapping = (
  fields: ReadonlyMap<string, Field>,
  columns: readonly Column[],
  { parts = [] }: SuggestFor = {},
): ColumnMap[] => {
  const open: (readonly [string, Field | undefined])[] = [
    ...[...fields].filter(([, field]) => isOffered(field)),
    ...[...fields].flatMap(([name, { type }]) =>
      Object.entries(fieldTypes[type].parts ?? {}).map(([part, said]) => [`${name}.${part}`, text(said)] as const),
    ),
    ...(['owner', 'created_at', 'source_id'] as const).map((name) => [name, undefined] as const),
    ...parts.flatMap(({ name: part, label: said, fields: own }) =>
      [...own]
        .filter(([, field]) => isOffered(field))
        .map(([name, field]) => [`${part}.${name}`, { ...field, label: partLabel(said, field.label) }] as const),
    ),
  ]
  const offers = columns
    .flatMap((column) =>
      open.flatMap(([name, field]) => {
        if (field && against(field, column.samples)) return []
        const score = Math.max(
          likeness(tight(column.name), namesOf(name, field)),
          field ? (fieldTypes[field.type].resembles?.(column.samples) ?? 0) : 0,
        )
        return score > 0 ? [{ column: column.index, field: name, score }] : []
      }),
    )
    .sort((a, b) => b.score - a.score || a.column - b.column)
  const taken = new Set<string>()
  const placed = new Set<number>()
  const chosen = offers.flatMap(({ column, field }) => {
    if (taken.has(field) || placed.has(column)) return []
    taken.add(field)
    placed.add(column)
    return [{ column, field }]
  })
  // Beside columns for city or postcode, the column called address holds what is left: street and number.
  const byParts = (field: string) => fields.has(field) && [...taken].some((one) => one.startsWith(`${field}.`))
  return chosen
    .map(({ column, field }) => ({ column, field: byParts(field) && !taken.has(`${field}.detail`) ? `${field}.detail` : field }))
    .filter(({ field }) => !byParts(field))
    .sort((a, b) => a.column - b.column)
}
