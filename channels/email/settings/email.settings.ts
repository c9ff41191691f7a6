import { defineSetting, label, type SettingDefinition } from '@lianke/kernel'
import { z } from 'zod'

const section = label('邮件', 'Email')

export const emailSettings: readonly SettingDefinition<never>[] = [
  defineSetting({
    name: 'email.host',
    section,
    label: label('SMTP 服务器', 'SMTP server'),
    schema: z.string().max(253),
    default: '',
  }),
  defineSetting({
    name: 'email.port',
    section,
    label: label('端口', 'Port'),
    schema: z.number().int().min(1).max(65_535),
    default: 465,
  }),
  defineSetting({
    name: 'email.security',
    section,
    label: label('加密', 'Encryption'),
    schema: z.enum(['tls', 'starttls', 'none']),
    default: 'tls',
    help: label('465 端口用 tls，587 端口用 starttls', 'tls for port 465, starttls for 587'),
  }),
  defineSetting({ name: 'email.user', section, label: label('帐号', 'User'), schema: z.string().max(254), default: '' }),
  defineSetting({
    name: 'email.password',
    section,
    secret: true,
    label: label('密码或授权码', 'Password'),
    schema: z.string().max(500),
    default: '',
  }),
  defineSetting({
    name: 'email.from',
    section,
    label: label('发件地址', 'From address'),
    schema: z.union([z.literal(''), z.email()]),
    default: '',
  }),
  defineSetting({
    name: 'email.from_name',
    section,
    label: label('发件人', 'From name'),
    schema: z.string().max(100),
    default: '',
  }),
] as unknown as readonly SettingDefinition<never>[]
