import { defineSetting, label, type SettingDefinition } from '@lianke/kernel'
import { z } from 'zod'

const section = label('短信', 'SMS')
const placeholders = label(
  '可用 {phone} {national} {text} {intent} {token}',
  'May use {phone} {national} {text} {intent} {token}',
)

export const smsSettings: readonly SettingDefinition<never>[] = [
  defineSetting({
    name: 'sms.url',
    section,
    label: label('服务商接口地址', 'Address of the provider'),
    schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
    default: '',
  }),
  defineSetting({
    name: 'sms.token',
    section,
    secret: true,
    label: label('服务商密钥', 'Token of the provider'),
    schema: z.string().max(500),
    default: '',
  }),
  defineSetting({
    name: 'sms.headers',
    section,
    label: label('请求头', 'Headers'),
    help: placeholders,
    schema: z.record(z.string().max(100), z.string().max(1000)),
    default: { authorization: 'Bearer {token}' },
  }),
  defineSetting({
    name: 'sms.body',
    section,
    label: label('请求体', 'Body'),
    help: placeholders,
    schema: z.record(z.string(), z.unknown()),
    default: { to: '{phone}', text: '{text}', id: '{intent}' },
  }),
  defineSetting({
    name: 'sms.success',
    section,
    label: label('成功的标志', 'What success looks like'),
    help: label('应答里的路径与值；留空只看 HTTP 状态', 'Path and value in the answer; empty: the HTTP status alone'),
    schema: z.object({ path: z.string().max(100), value: z.string().max(100) }).nullable(),
    default: null,
  }),
  defineSetting({
    name: 'sms.reference_path',
    section,
    label: label('回执编号的路径', 'Path of the reference'),
    schema: z.string().max(100),
    default: 'id',
  }),
  defineSetting({
    name: 'sms.signature',
    section,
    label: label('签名', 'Signature'),
    help: label('如【晨露护肤】，自动加在正文前', 'Put before the text'),
    schema: z.string().max(40),
    default: '',
  }),
] as unknown as readonly SettingDefinition<never>[]
