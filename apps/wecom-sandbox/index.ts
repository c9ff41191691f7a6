export { openSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'
export type { Seed } from './world/demo.ts'
