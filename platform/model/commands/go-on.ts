import { Refusal, refuse } from '@lianke/kernel'
import type { Platform } from '../../platform.ts'
import { insideOf } from '../unit-of-work/inside-work.ts'
import { mayRun } from '../unit-of-work/run-command.ts'
import { actorOf, commandOn, type CommandRun, findRun, runsActor } from './command-run.ts'
import { setSizeOf } from './run-set.ts'
import { tellRun } from './start-run.ts'
import { Stopped, takeSet } from './take-set.ts'

interface Watch {
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number) => Promise<void>
}

const finish = (platform: Platform, tenant: string, run: CommandRun, status: 'done' | 'failed', problem: object | null = null) =>
  platform.work(tenant, actorOf(run), async (work) => {
    const ended = await work.sql(
      `update command_run set status = $2, problem = $3, finished_at = now() where id = $1 and status = 'running' returning id`,
      [run.id, status, problem ? JSON.stringify(problem) : null],
    )
    if (ended.length > 0) await tellRun(work, await findRun(work, run.id))
  })

/**
 * Goes on with a run from wherever it stands, set by set, each with the rights its maker has at that moment.
 * Sets that are committed are passed over. A refusal that is about the act and not about a record ends it, with the reason kept.
 */
export const goOn = async (platform: Platform, tenant: string, id: string, watch: Watch = {}): Promise<void> => {
  const run = await platform.work(tenant, runsActor, (work) => findRun(work, id))
  if (run.status !== 'running') return
  const { command } = commandOn(await platform.model(tenant), run.command)
  const size = setSizeOf(command)
  const marks = await platform.database.query<{ first: number }>(tenant, {
    text: 'select first from command_run_set where run = $1',
    values: [id],
  })
  const taken = new Set(marks.map(({ first }) => first))
  try {
    for (let first = 0; first < run.total; first += size) {
      if (taken.has(first)) continue
      watch.signal?.throwIfAborted()
      await platform.work(tenant, actorOf(run), async (work) => {
        if (!mayRun(insideOf(work).unit.access, command))
          refuse('access.denied', { status: 403, params: { command: command.name } })
        await takeSet(work, { run: id, command, input: run.input, first, size })
      })
      await watch.progress?.(Math.min(first + size, run.total), run.total)
    }
    await finish(platform, tenant, run, 'done')
  } catch (error) {
    if (error instanceof Stopped) return
    if (!(error instanceof Refusal)) throw error
    const { code, params, problems } = error
    await finish(platform, tenant, run, 'failed', { code, params, problems })
  }
}
