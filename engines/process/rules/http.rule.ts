import { Refusal, type ProcessNode } from '@lianke/kernel'
import { checkUrl } from '@lianke/platform/webhooks'
import { httpRequestStep, secondsMax } from '../steps/http-request.step.ts'
import type { GraphProblem } from './graph.rule.ts'
import { takenProblems } from './run-values.rule.ts'

const addressProblem = (url: unknown): string | null => {
  if (typeof url !== 'string' || url === '') return null
  try {
    checkUrl(url, [])
    return null
  } catch (error) {
    return error instanceof Refusal && error.code === 'outgoing.private_address' ? 'inward_address' : 'bad_address'
  }
}

/**
 * What is wrong with calls of programs outside, as far as it is written: where a name leads is judged when it is called. `credentials`: those that
 * the caller may see.
 */
export const httpProblems = (nodes: readonly ProcessNode[], credentials?: ReadonlySet<string>): GraphProblem[] =>
  nodes.flatMap(({ step, config }, index) => {
    if (step !== httpRequestStep.name) return []
    const at = `/nodes/${index}/config`
    const code = addressProblem(config.url)
    const { seconds } = config
    const badTime = seconds !== undefined && seconds !== null && !(Number(seconds) >= 1 && Number(seconds) <= secondsMax)
    const unseen = typeof config.credential === 'string' && credentials?.has(config.credential) === false
    return [
      ...(unseen ? [{ path: `${at}/credential`, code: 'bad_setting', params: { field: 'credential' } }] : []),
      ...(code ? [{ path: `${at}/url`, code }] : []),
      ...(badTime ? [{ path: `${at}/seconds`, code: 'bad_setting', params: { field: 'seconds' } }] : []),
      ...takenProblems(config.values, `${at}/values`),
    ]
  })
