import type { Config } from '../config/config.ts'
import type { Log } from '../log/log.ts'
import type { Platform } from '../../platform.ts'

export interface RoleContext {
  readonly config: Config
  readonly platform: Platform
  readonly log: Log
}
export interface RunningRole {
  /** Where it listens, if it listens. */
  readonly port?: number
  /** Finishes what it holds and takes nothing new. */
  stop(): Promise<void>
}
/** One kind of work a process can do; processes are made of roles. */
export interface Role {
  readonly name: string
  start(context: RoleContext): Promise<RunningRole>
}
