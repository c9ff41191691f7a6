import type { Config } from '@lianke/platform/runtime'

/** Private hosts that channels may call: the sandbox beside us, and what the configuration names. */
export const outgoingAllowed = (config: Config): readonly string[] => [
  ...(config.sandbox ? [`127.0.0.1:${config.sandboxPort}`, `localhost:${config.sandboxPort}`] : []),
  ...config.outgoingAllow,
]
