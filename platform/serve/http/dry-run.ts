import { isObject, refuse, type UnitOfWork } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { recordsIn } from '../../model/commands/preview.ts'
import type { Answer, Http } from './host.ts'

/** Routes that may be asked what they would do. */
export const rehearsable = { config: { rehearsable: true } } as const

/** `?dry_run=true`: what would this write do? Refuses (400) where the route cannot be asked that, so that nothing is done by mistake. */
export const isDryRun = (request: FastifyRequest): boolean => {
  const asked = isObject(request.query) ? request.query.dry_run : undefined
  if (asked === undefined || asked === 'false') return false
  if (asked !== 'true') return refuse('request.bad_dry_run', { status: 400 })
  return request.routeOptions.config.rehearsable ? true : refuse('request.no_dry_run', { status: 400 })
}

/** Does it, says what came of it, and takes it back: `record` as it would stand, and how many records of which object would be made or changed. */
export const rehearse = async (
  http: Pick<Http, 'platform'>,
  { caller: { tenant, actor } }: FastifyRequest,
  reply: FastifyReply,
  run: (work: UnitOfWork) => Promise<Answer>,
): Promise<FastifyReply> => {
  const { answer, facts } = await http.platform.work(tenant, actor, (work) => work.rehearse(() => run(work)))
  return reply.send({
    dry_run: true,
    answer: answer.body ?? null,
    makes: recordsIn(facts, 'created'),
    changes: recordsIn(facts, 'updated'),
    deletes: recordsIn(facts, 'deleted'),
  })
}
