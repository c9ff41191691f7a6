import { timingSafeEqual } from 'node:crypto'
import { defineRoute, label, partOf, type ProcessDefinition, refuse, textIn, type UnitOfWork } from '@lianke/kernel'
import { z } from 'zod'
import { enterRecords } from '../commands/enter-records.ts'
import { takenIn, takeValues } from '../rules/run-values.rule.ts'
import { hashOfSecret, type HookRow, readHook } from '../statements/hook.statement.ts'

const bodyBytesMax = 256 * 1024
const recordsMax = 100
const keyMax = 200

const isSecret = (given: string, hook: HookRow): boolean =>
  timingSafeEqual(Buffer.from(hashOfSecret(given), 'hex'), Buffer.from(hook.secret_hash, 'hex'))

/** Who calls says it in a header, or in the address where he can set none. */
const secretIn = (
  headers: Readonly<Record<string, string | undefined>>,
  query: { readonly secret?: string | undefined },
): string => /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? query.secret ?? ''

/**
 * By which a call that is told twice is known. A caller that says none tells an event of its own each time: the same words may well be said
 * again (a form sent in a second time, a device that reports every day), and nobody but the caller knows a repetition from an event.
 */
const keyOf = (headers: Readonly<Record<string, string | undefined>>): string | undefined =>
  (headers['idempotency-key'] ?? headers['webhook-id'])?.slice(0, keyMax)

/** Records that the payload names: those whose field has what stands at the trigger's path. */
const recordsNamed = async (work: UnitOfWork, { subject_object: object, trigger }: HookRow, body: unknown): Promise<string[]> => {
  const said = trigger.path.split('.').reduce<unknown>(partOf, body)
  const value = typeof said === 'number' ? String(said) : textIn(said)
  if (!value) refuse('process.hook_names_nothing', { params: { path: trigger.path } })
  const found = await work.system.records.list(object, {
    filter: { field: trigger.field, op: 'eq', value },
    fields: ['id'],
    limit: recordsMax,
  })
  // Some of many would be a silent choice of ours.
  if (found.next !== null) refuse('process.hook_names_many', { params: { max: recordsMax } })
  return found.data.map(({ id }) => id)
}

/** What runs take along of the payload. Refuses what is no plain value. */
const valuesTaken = ({ trigger }: HookRow, body: unknown) => {
  const found = takeValues(takenIn(trigger.values), body)
  return 'bad' in found ? refuse('process.hook_bad_value', { params: { path: found.bad } }) : found.taken
}

/** A program outside starts a process on records that it names: `POST /callbacks/process/<company>/<definition>`. */
export const hookRoute = (kinds: readonly ProcessDefinition[]) =>
  defineRoute({
    name: 'process.hook',
    label: label('外部系统触发流程', 'A program outside starts a process'),
    method: 'POST',
    path: '/callbacks/process/:tenant/:process',
    may: 'public',
    params: z.object({ tenant: z.string().max(60), process: z.uuid() }),
    query: z.object({ secret: z.string().max(200).optional() }),
    body: z.record(z.string(), z.unknown()),
    answer: z.object({ entered: z.number() }),
    limits: { bodyBytesMax },
    run: async ({ companyOf, params, query, headers, body }) => {
      const company = (await companyOf(params.tenant)) ?? refuse('process.hook_refused', { status: 403 })
      return company.unit(async (work) => {
        const hook = await readHook(work, params.process)
        const kind = kinds.find(({ name }) => name === hook?.kind)
        if (!hook || !kind || !isSecret(secretIn(headers, query), hook)) {
          company.turnedAway('process.hook_refused')
          return refuse('process.hook_refused', { status: 403 })
        }
        const records = await recordsNamed(work, hook, body)
        const key = keyOf(headers)
        const { entered } = await enterRecords(work.system, kind, params.process, records, {
          key: `hook:${key ?? work.id()}`,
          values: valuesTaken(hook, body),
        })
        return { entered: entered.length }
      })
    },
  })
