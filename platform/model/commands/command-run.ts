import { type Actor, type CommandDefinition, refuse, type UnitOfWork } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import type { Platform } from '../../platform.ts'
import { isId } from '../records/lock-rows.ts'

/** A refusal as it is kept: code, values for its words, and the inputs it is about. */
export interface KeptRefusal {
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly problems?: readonly {
    readonly path: string
    readonly code: string
    readonly params?: Readonly<Record<string, unknown>>
  }[]
}

export interface CommandRun {
  readonly id: string
  readonly command: string
  readonly object: string
  readonly input: Record<string, unknown>
  readonly status: 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone'
  readonly total: number
  readonly done: number
  readonly changed: number
  readonly refused: number
  readonly restored: number
  readonly kept: number
  readonly problem: KeptRefusal | null
  readonly actor_kind: Actor['kind']
  readonly actor: string
  readonly actor_name: string | null
  readonly locale: 'zh-CN' | 'en'
  readonly created_at: string
  readonly finished_at: string | null
}

/** Runs are moved on, stopped and looked up by the house; what they do, they do as whoever asked for them. */
export const runsActor: Actor = { kind: 'system', id: 'command' }

export const actorOf = (run: CommandRun): Actor => ({
  kind: run.actor_kind,
  id: run.actor,
  locale: run.locale,
  ...(run.actor_name ? { name: run.actor_name } : {}),
})

export const findRun = async (work: Pick<UnitOfWork, 'sql'>, id: string): Promise<CommandRun> => {
  if (!isId(id)) refuse('command.no_such_run', { status: 404 })
  const [run] = await work.sql<CommandRun>('select * from command_run where id = $1', [id])
  return run ?? refuse('command.no_such_run', { status: 404 })
}

/** A run as its maker sees it; nobody else does. */
export const ownRun = async (platform: Platform, tenant: string, actor: Actor, id: string): Promise<CommandRun> => {
  const run = await platform.work(tenant, runsActor, (work) => findRun(work, id))
  if (run.actor !== actor.id || run.actor_kind !== actor.kind) refuse('command.no_such_run', { status: 404 })
  return run
}

/** The command of a run and the object it is offered on. */
export const commandOn = (model: Model, name: string): { command: CommandDefinition; object: string } => {
  const command = model.commands.get(name) ?? refuse('command.unknown', { status: 404, params: { command: name.slice(0, 100) } })
  return { command, object: command.on ?? refuse('command.not_on_records', { params: { command: name } }) }
}
