import type { RouteCompany } from './define-route.ts'
import type { Label } from './label.ts'

/** Why a step is not done yet although somebody tried: a refusal's code, or what is wrong with what to do about it. */
export type SetupProblem = { readonly code: string } | { readonly said: Label; readonly mend?: Label }

/** How far a step is, by what is really there. */
export interface SetupState {
  readonly done: boolean
  /** How much of what it brings in is there. */
  readonly count?: number
  readonly problem?: SetupProblem | null
}

/**
 * One step by which an empty company comes to life. Its room says when it is done; whoever can do something about it puts a panel on
 * `setup:<name>`. The last step proves those before it: once it is done, nothing is left to set up.
 */
export interface SetupStepDefinition {
  readonly name: string
  readonly label: Label
  readonly help: Label
  /** What {@link SetupState.count} counts: `{n} 位成员`. */
  readonly counted?: Label
  readonly order: number
  /** The steps after it need not wait for it. */
  readonly optional?: boolean
  state(company: RouteCompany): Promise<SetupState>
}
export const defineSetupStep = (definition: SetupStepDefinition): SetupStepDefinition => definition
