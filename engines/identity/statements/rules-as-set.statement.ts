import type { TypeWorth } from '../rules/identifier-types.rule.ts'
import { typesAsSet } from '../rules/identifier-types.rule.ts'
import { defaultRules, type IdentityRules } from '../rules/normalise-identifier.rule.ts'
import { blockedValues, gmailDots, identifierTypes } from '../settings/identifiers.setting.ts'

/** Answers a setting of the tenant at hand. */
type AskSetting = <T>(name: string) => Promise<T>

/** What a company says of identifiers. */
export interface RulesSaid {
  readonly types: Readonly<Record<string, TypeWorth>>
  readonly blocked: readonly string[]
  readonly gmailDots: boolean
}
export const rulesSaid = async (setting: AskSetting): Promise<RulesSaid> => ({
  types: await setting(identifierTypes.name),
  blocked: await setting(blockedValues.name),
  gmailDots: await setting(gmailDots.name),
})

/** The rules by which identity reads what is said; `region`: where numbers without a country are dialled. */
export const rulesOf = ({ types, blocked, gmailDots: dots }: RulesSaid, region: string): IdentityRules => ({
  ...defaultRules,
  region,
  gmailDots: dots,
  typeOf: typesAsSet(types),
  blocked: new Set(blocked.map((value) => value.toLowerCase())),
})
