import { describe, expect, it } from 'vitest'
import { routingSteps } from '../rules/only-routes.rule.ts'
import { callProcessStep } from '../steps/call-process.step.ts'
import { forEachStep } from '../steps/for-each.step.ts'
import { httpRequestStep } from '../steps/http-request.step.ts'
import { runCommandStep } from '../steps/run-command.step.ts'
import { setFieldsStep } from '../steps/set-fields.step.ts'

describe('steps that only route', () => {
  it('wait, branch and end', () => {
    expect([...routingSteps].toSorted()).toEqual(['flow.branch', 'flow.exit', 'flow.split', 'flow.wait', 'flow.wait_until'])
  })
  it.each([callProcessStep, forEachStep, httpRequestStep, runCommandStep, setFieldsStep])('$name does more', ({ name }) => {
    expect(routingSteps).not.toContain(name)
  })
})
