import { prepare } from '../prepare.ts'
import type { CommandCall } from './command.ts'

/** `lianke prepare`: what must be so before anything serves. A process of its own, so that the supervisor stays small. */
export const run = async ({ config }: CommandCall): Promise<'exit'> => {
  process.once('disconnect', () => process.exit(1)) // the supervisor is gone, and with it the stores
  await prepare(
    config,
    (message) => console.log(`  ${message}`),
    (lines, more) => {
      if (process.send) {
        process.send({ lines, more })
        return more ? new Promise<void>((begin) => process.once('message', () => begin())) : undefined
      }
      for (const line of lines) console.log(line)
    },
  )
  return 'exit'
}
