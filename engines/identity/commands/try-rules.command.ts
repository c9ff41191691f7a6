import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'
import { usualWorth } from '../rules/identifier-types.rule.ts'
import { rulesSaid, type RulesSaid } from '../statements/rules-as-set.statement.ts'
import { toldOf } from '../rules/trial-told.rule.ts'
import { blockedHeld, mailsAsOne, mergedBy, overLimit, wouldJoin } from '../statements/try-rules.statement.ts'

const worth = z.strictObject({
  strength: z.enum(['strong', 'weak']),
  limit: z.number().int().min(0).max(1000),
  priority: z.number().int().min(0).max(1000),
})

/** Types that would be otherwise than they are. */
const changed = (now: RulesSaid, then: RulesSaid, which: (before: string, after: string) => boolean): string[] =>
  Object.keys(usualWorth).filter((type) => which(now.types[type]?.strength ?? '', then.types[type]?.strength ?? ''))

/**
 * What other rules of identity would mean for the persons there are. Changes nothing: who is one stays one, and is listed where the rules would
 * not have joined so much.
 */
export const tryRules = defineCommand({
  name: 'identity.try_rules',
  label: label('试算身份规则', 'Try out rules of identity'),
  may: 'identity.merge',
  input: z.strictObject({
    types: z.partialRecord(z.enum(Object.keys(usualWorth)), worth).optional(),
    blocked: z.array(z.string().trim().min(1).max(256)).max(1000).optional(),
    gmail_dots: z.boolean().optional(),
  }),
  run: async (work, input) => {
    const now = await rulesSaid((name) => work.setting(name))
    const then: RulesSaid = {
      types: {
        ...now.types,
        ...Object.fromEntries(Object.entries(input.types ?? {}).flatMap(([type, own]) => (own ? [[type, own]] : []))),
      },
      blocked: input.blocked ?? now.blocked,
      gmailDots: input.gmail_dots ?? now.gmailDots,
    }
    const found = {
      blocked: await blockedHeld(work, then.blocked),
      over: await overLimit(work, then.types),
      only_suggested: await mergedBy(
        work,
        changed(now, then, (was, is) => was === 'strong' && is === 'weak'),
      ),
      would_join: await wouldJoin(
        work,
        changed(now, then, (was, is) => was === 'weak' && is === 'strong'),
      ),
      one_mail: then.gmailDots && !now.gmailDots ? await mailsAsOne(work) : { count: 0 },
    }
    return { ...found, told: toldOf(found) }
  },
})
