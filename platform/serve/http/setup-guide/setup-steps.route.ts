import {
  defineRoute,
  label,
  type Label,
  type RouteCompany,
  type SetupProblem,
  type SetupState,
  type SetupStepDefinition,
} from '@lianke/kernel'
import { z } from 'zod'
import { wordsOf } from '../../../model/model/words-of.ts'
import { insideOfCall } from '../routes/route-company.ts'
import { setupGuide } from './setup-guide.setting.ts'

const said = z.object({ zh: z.string(), en: z.string() })
const answer = z.object({
  /** Home shows the guide: it is neither finished nor put away. */
  shown: z.boolean(),
  done: z.boolean(),
  steps: z.array(
    z.object({
      name: z.string(),
      label: said,
      help: said,
      counted: said.nullable(),
      count: z.number().nullable(),
      done: z.boolean(),
      /** Every step before it that may not be left out is done. */
      open: z.boolean(),
      problem: z.object({ said, mend: said.nullable() }).nullable(),
    }),
  ),
})

const wordOf = (words: ReadonlyMap<string, Label>, code: string): Label =>
  words.get(`refusal.${code}`) ?? label(`没有成功（${code}）`, `It did not work (${code})`)
const problemOf = (words: ReadonlyMap<string, Label>, problem: SetupProblem | null | undefined) => {
  if (!problem) return null
  return 'code' in problem
    ? { said: wordOf(words, problem.code), mend: null }
    : { said: problem.said, mend: problem.mend ?? null }
}

/** Each step as it stands. The last proves those before it: once it is done nothing else is asked. */
const statesOf = async (call: RouteCompany, steps: readonly SetupStepDefinition[]): Promise<readonly SetupState[]> => {
  const last = steps.at(-1)
  if (!last) return []
  const proof = await last.state(call)
  if (proof.done) return steps.map((step) => (step === last ? proof : { done: true }))
  return [...(await Promise.all(steps.slice(0, -1).map((step) => step.state(call)))), proof]
}

/** What an empty company still needs, by what is really there. */
export const setupSteps = defineRoute({
  name: 'platform.setup_steps',
  label: label('开始使用：各步做到哪里', 'Set-up guide: how far each step is'),
  method: 'GET',
  path: '/api/v1/platform/setup-steps',
  may: { right: 'platform.settings' },
  answer,
  run: async (call) => {
    const { platform } = insideOfCall(call)
    const steps = platform.modules.flatMap(({ setup = [] }) => setup).toSorted((a, b) => a.order - b.order)
    const words = wordsOf(platform.modules)
    const states = await statesOf(call, steps)
    const done = states.at(-1)?.done ?? true
    const waitsAt = steps.findIndex((step, at) => !step.optional && !states[at]?.done)
    const wanted = await platform.settings.get<boolean>(call.tenant, setupGuide.name)
    return {
      shown: wanted && !done,
      done,
      steps: steps.map(({ name, help, counted = null, label: called }, at) => ({
        name,
        label: called,
        help,
        counted,
        count: states[at]?.count ?? null,
        done: states[at]?.done ?? false,
        open: waitsAt < 0 || at <= waitsAt,
        problem: problemOf(words, states[at]?.problem),
      })),
    }
  },
})
