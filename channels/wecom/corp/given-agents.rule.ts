import { type FieldProblem, Refusal } from '@lianke/kernel'
import { z } from 'zod'
import { agentDuties } from '../settings/wecom.settings.ts'

/** One further agent as a screen gives it; a secret that is left out stays what it was. */
export const givenAgent = z.strictObject({
  agent_id: z.number().int().min(1),
  name: z.string().max(40).optional(),
  secret: z.string().min(1).max(200).optional(),
  callback_token: z.string().max(64).optional(),
  callback_aes_key: z.string().max(43).optional(),
  paused: z.boolean().optional(),
  duties: z.array(z.enum(agentDuties)).optional(),
})
type GivenAgent = z.output<typeof givenAgent>
interface KeptAgent {
  readonly agent_id: number
  readonly [name: string]: unknown
}

/** The agents as they are to be kept: each once, none the main one, no duty given twice, each with a secret. Refuses otherwise, at its place. */
export const mergeAgents = (
  given: readonly GivenAgent[],
  { kept, main }: { readonly kept: readonly KeptAgent[]; readonly main: number },
): readonly Readonly<Record<string, unknown>>[] => {
  const problems: FieldProblem[] = []
  const [seen, taken] = [new Set([main]), new Set<string>()]
  const merged = given.map((agent, at) => {
    const before = kept.find(({ agent_id }) => agent_id === agent.agent_id)
    if (seen.has(agent.agent_id)) problems.push({ path: `/agents/${at}/agent_id`, code: 'wecom.agent_twice' })
    seen.add(agent.agent_id)
    for (const duty of agent.duties ?? []) {
      if (taken.has(duty)) problems.push({ path: `/agents/${at}/duties`, code: 'wecom.duty_twice' })
      taken.add(duty)
    }
    if (!agent.secret && !before?.secret) problems.push({ path: `/agents/${at}/secret`, code: 'field.required' })
    return { ...before, ...agent }
  })
  if (problems.length > 0) throw new Refusal('input.invalid', { problems })
  return merged
}
