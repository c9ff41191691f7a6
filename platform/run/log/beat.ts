/** What the supervisor knows of its processes, told to each of them with every beat. */
export interface Restarts {
  readonly process: string
  /** Started again because it had ended by itself. */
  readonly ended: number
  /** Started again because it no longer answered. */
  readonly hung: number
  readonly last_at: string
}
export interface Beat {
  readonly beat: number
  readonly restarts?: readonly Restarts[]
}
export const isBeat = (message: unknown): message is Beat =>
  typeof message === 'object' && message !== null && 'beat' in message && typeof message.beat === 'number'

let told: readonly Restarts[] = []

/** Which processes of this machine had to be started again; empty without a supervisor. */
export const restartsTold = (): readonly Restarts[] => told

/** Kept by a child for its health page and its figures. */
export const tellRestarts = (restarts: readonly Restarts[]): void => {
  told = restarts
}
