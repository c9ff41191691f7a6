import { prepare } from '../prepare.ts'
import type { CommandCall } from './command.ts'

/** `lianke prepare`: what must be so before anything serves. A process of its own, so that the supervisor stays small. */
export const run = async ({ config }: CommandCall): Promise<'exit'> => {
  const lines = await prepare(config, (message) => console.log(`  ${message}`))
  if (process.send) await new Promise((resolve) => process.send?.({ lines }, resolve))
  else for (const line of lines) console.log(line)
  return 'exit'
}
