import { branchStep } from '../steps/branch.step.ts'
import { exitStep } from '../steps/exit.step.ts'
import { splitStep } from '../steps/split.step.ts'
import { waitStep } from '../steps/wait.step.ts'
import { waitUntilStep } from '../steps/wait-until.step.ts'

/** Steps that say where a run goes and when, and do nothing with its record: whoever has passed no other can be taken out as if he had never come. */
export const routingSteps: readonly string[] = [branchStep, splitStep, waitStep, waitUntilStep, exitStep].map(({ name }) => name)
