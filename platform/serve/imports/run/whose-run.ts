import { type Actor, refuse } from '@lianke/kernel'
import { type AccessContext, hasRight } from '../../../model/access/access-context.ts'
import type { Platform } from '../../../platform.ts'
import { findRun, type ImportRun } from './run-record.ts'

/** Who holds it sees and moves the imports of others. */
export const manageImports = 'platform.imports'

/** Refuses who may not import into this object. */
export const mayImport = async (platform: Platform, tenant: string, actor: Actor, object: string): Promise<void> => {
  const access = await platform.access(tenant, actor)
  const right = access.object(object)
  if (!access.system && !(right.import && right.create))
    refuse('access.denied', { status: 403, params: { object, action: 'import' } })
}

/** Whether somebody brought this file himself. */
export const isMaker = ({ actor }: AccessContext, run: Pick<ImportRun, 'actor_kind' | 'actor'>): boolean =>
  run.actor_kind === actor.kind && run.actor === actor.id

/** A run for whoever made it or manages all; for everybody else there is none. */
export const runOf = async (platform: Platform, tenant: string, actor: Actor, id: string): Promise<ImportRun> => {
  const run = await platform.work(tenant, { kind: 'system', id: 'import' }, (work) => findRun(work, id))
  const access = await platform.access(tenant, actor)
  if (!access.system && !isMaker(access, run) && !hasRight(access, manageImports)) refuse('import.not_found', { status: 404 })
  await mayImport(platform, tenant, actor, run.object)
  return run
}

/** Taking an import back deletes what it made and changes what it changed: it needs the rights for both. */
export const mayUndo = async (platform: Platform, tenant: string, actor: Actor, run: ImportRun): Promise<void> => {
  const access = await platform.access(tenant, actor)
  const right = access.object(run.object)
  if (access.system) return
  if (right.delete === 'none') refuse('access.denied', { status: 403, params: { object: run.object, action: 'delete' } })
  if (right.update === 'none' && run.updated > 0)
    refuse('access.denied', { status: 403, params: { object: run.object, action: 'update' } })
}
