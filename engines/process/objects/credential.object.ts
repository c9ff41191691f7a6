import { defineObject, encrypted, label, text } from '@lianke/kernel'

/** What a program outside knows us by: a header of the calls that processes make. Its value is sealed and is opened for the call alone. */
export const credential = defineObject({
  name: 'process.credential',
  label: label('接口凭据', 'Credential'),
  plural: label('接口凭据', 'Credentials'),
  icon: 'key',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 120, unique: true, search: 'name', inList: true }),
    host: text(label('只发给', 'Sent to'), {
      required: true,
      max: 253,
      pattern: '^[A-Za-z0-9.-]+(:[0-9]{1,5})?$',
      inList: true,
      help: label('主机名，如 api.example.com；不会发给别的地方', 'A host, such as api.example.com; it goes nowhere else'),
    }),
    header: text(label('请求头', 'Header'), {
      required: true,
      default: 'Authorization',
      max: 100,
      pattern: '^[A-Za-z0-9-]+$',
      inList: true,
    }),
    value: encrypted(label('值', 'Value'), { required: true, max: 1000 }),
  },
})
