import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'
import { type TypeWorth, usualWorth } from '../rules/identifier-types.rule.ts'

const section = label('客户身份', 'Identity')
const worth = z.strictObject({
  strength: z.enum(['strong', 'weak']),
  limit: z.number().int().min(0).max(1000),
  priority: z.number().int().min(0).max(1000),
})
const blockedMax = 1000

/** What each type of identifier is worth: strong ones join by themselves, weak ones suggest. */
export const identifierTypes = defineSetting<Readonly<Record<string, TypeWorth>>>({
  name: 'identity.types',
  trial: { command: 'identity.try_rules', as: 'types' },
  label: label('身份标识类型', 'Types of identifiers'),
  help: label(
    '强标识自动合并，弱标识只建议；上限是一位客户能有几个（0 不限）；冲突时优先级低的让位。改之前可先试算',
    'Strong ones join by themselves, weak ones suggest; the limit is how many one person may have (0: any number); in a conflict the lower priority gives way. Try a change out first',
  ),
  section,
  schema: z.strictObject(Object.fromEntries(Object.keys(usualWorth).map((type) => [type, worth]))),
  default: usualWorth,
})

/** Values that name nobody here: the company's own hotline, an account for tests. */
export const blockedValues = defineSetting<readonly string[]>({
  name: 'identity.blocked_values',
  trial: { command: 'identity.try_rules', as: 'blocked' },
  label: label('不作为身份的值', 'Values that name nobody'),
  help: label(
    '例如公司总机、测试账号：带来它们的事件不会关联到任何客户',
    'The company’s own hotline or a test account: events that bring them are joined to nobody by them',
  ),
  section,
  schema: z.array(z.string().trim().min(1).max(256)).max(blockedMax),
  default: [],
})

/** Gmail ignores dots and what follows a plus. */
export const gmailDots = defineSetting<boolean>({
  name: 'identity.gmail_dots',
  trial: { command: 'identity.try_rules', as: 'gmail_dots' },
  label: label('Gmail 忽略点和加号', 'Gmail ignores dots and what follows a plus'),
  section,
  schema: z.boolean(),
  default: true,
})
