import { boolean, datetime, defineObject, label, option, reference, select, text } from '@lianke/kernel'

/** One address by which a person is known, with who issued it and how sure we are. Written by the identity engine. */
export const identifier = defineObject({
  name: 'customer.identifier',
  label: label('身份标识', 'Identifier'),
  plural: label('身份标识', 'Identifiers'),
  icon: 'key-round',
  title: 'value',
  fields: {
    person: reference(label('客户', 'Person'), 'customer.person', { required: true, inList: true, onDelete: 'cascade' }),
    type: text(label('类型', 'Type'), { required: true, max: 40, inList: true }),
    issuer: text(label('签发方', 'Issuer'), { max: 120, inList: true, default: '' }),
    value: text(label('值', 'Value'), { required: true, max: 256, search: 'code', masked: true, inList: true }),
    verified: boolean(label('已验证', 'Verified'), { default: false, inList: true }),
    strength: select(label('强度', 'Strength'), {
      default: 'weak',
      inList: true,
      options: [option('strong', '强', 'Strong', 'green'), option('weak', '弱', 'Weak', 'grey')],
    }),
    source: text(label('来源', 'Source'), { max: 120 }),
    first_seen_at: datetime(label('首次出现', 'First seen')),
    last_seen_at: datetime(label('最近出现', 'Last seen')),
    retired_at: datetime(label('停用时间', 'Retired at')),
    retired_by: text(label('停用人', 'Retired by'), { max: 64 }),
  },
  quiet: true,
  access: { inherit: 'person' },
  person: 'person',
  uniqueTogether: [['type', 'issuer', 'value']],
  ledger: true,
  hidden: true,
  mirrored: false,
})
