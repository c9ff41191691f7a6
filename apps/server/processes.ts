import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Addresses, Config, ProcessPlan } from '@lianke/platform/runtime'

const sandboxProgram = fileURLToPath(new URL('../wecom-sandbox/main.ts', import.meta.url))

/** Pages answer from one process and heavy work runs in another, so that an import of a million rows never makes a page wait. */
export const processes = (config: Config, main: string): readonly ProcessPlan[] => [
  { name: 'http', program: main, args: ['start', '--role', 'http'], heapMb: 1024, ahead: true },
  { name: 'engine,jobs', program: main, args: ['start', '--role', 'engine,jobs'], heapMb: 1536, behind: true, afterRest: true },
  ...(config.sandbox && existsSync(sandboxProgram)
    ? [
        {
          name: 'sandbox',
          program: sandboxProgram,
          args: [],
          argsAt: ({ port, sandboxPort }: Addresses) => ['--port', String(sandboxPort), '--house', `http://localhost:${port}`],
          heapMb: 256,
          behind: true,
          optional: true,
        },
      ]
    : []),
]
