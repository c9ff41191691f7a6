import type { Config } from '@lianke/platform/runtime'

export interface CommandCall {
  readonly config: Config
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly words: readonly string[]
}
/** One word of the command line. `exit` ends the process although connections may linger. */
export interface CommandLineCommand {
  readonly name: string
  readonly use: string
  readonly says: string
  readonly options?: Record<string, { type: 'string' | 'boolean'; short?: string }>
  /** Takes the secret that is there, or none, and never makes a new one. */
  readonly oldSecret?: boolean
  readonly load: () => Promise<{ run(call: CommandCall): Promise<'exit' | 'stay'> }>
}
/** What a person typed cannot be done; said as it stands. */
export class Misuse extends Error {}
