import type { UnitOfWork } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Http } from './host.ts'
import { refuseWithout } from './rights.ts'

/** A page of any list of the operations console. */
export const operationsPage = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).nullable().default(null),
}

export const guardOperations = (http: Http, request: FastifyRequest): Promise<void> =>
  refuseWithout(http, request.caller, 'platform.operations')

/** What a human did at the console, and the fact that tells it: both, or neither. */
export const tellOperation = (
  { platform }: Http,
  { caller }: FastifyRequest,
  fact: { readonly name: string; readonly payload: Record<string, unknown> },
  act?: (work: UnitOfWork) => Promise<void>,
): Promise<void> =>
  platform.work(caller.tenant, caller.actor, async (work) => {
    await act?.(work)
    await work.emit(fact)
  })
