import {
  all,
  arrayOf,
  idParameter,
  instant,
  instantOrNull,
  label,
  ok,
  operation,
  pageOf,
  pageParameters,
  ref,
  text,
  textOrNull,
} from './openapi-parts.ts'

type Json = Record<string, unknown>
const number = { type: 'number' }
const numberOrNull = { type: ['number', 'null'] }
const query = (name: string, schema: object = text, required = false) => ({ name, in: 'query', required, schema })
const callback = {
  id: text,
  kind: text,
  at: instant,
  attempts: number,
  /** Which of the vendor's companies told it. */
  issuer: textOrNull,
  /** `unneeded`: understood, and nothing of ours answers it. */
  outcome: { enum: ['done', 'unneeded', 'waiting', 'failed'] },
  reason: textOrNull,
}

export const operationsComponents: Json = {
  Job: all({
    id: text,
    job: text,
    status: { enum: ['waiting', 'running', 'retrying', 'failed', 'done', 'cancelled'] },
    attempt: number,
    attempts_max: numberOrNull,
    run_at: instantOrNull,
    started_at: instantOrNull,
    finished_at: instantOrNull,
    done: numberOrNull,
    total: numberOrNull,
    problem: textOrNull,
  }),
  Reader: all({
    reader: text,
    facts: number,
    seconds: number,
    dead: number,
    error: textOrNull,
    retry_at: instantOrNull,
    closed: arrayOf(all({ channel: text, issuer: text, until: instant, reason: text, waiting: number })),
  }),
  Machine: all({
    stores: arrayOf(all({ store: { enum: ['database', 'analytics'] }, answers: { type: 'boolean' }, problem: textOrNull })),
    disks: arrayOf(
      all({ holds: arrayOf(text), free_bytes: number, size_bytes: number, state: { enum: ['good', 'low', 'full'] } }),
    ),
    restarts: arrayOf(all({ process: text, ended: number, hung: number, last_at: instant })),
  }),
  Proof: all({
    ledger: text,
    label,
    proved_at: instantOrNull,
    accounts: numberOrNull,
    entries: numberOrNull,
    differences: arrayOf(all({ account: { type: 'string', format: 'uuid' }, what: text, kept: text, counted: text })),
  }),
  DeadLetter: all({
    kind: text,
    id: text,
    at: instant,
    what: text,
    where: text,
    person: { anyOf: [{ type: 'null' }, all({ id: { type: 'string', format: 'uuid' }, title: text })] },
    reason: text,
    waiting: number,
    body: {},
  }),
  Callback: all(callback),
}

export const operationsPaths: Json = {
  '/api/v1/operations/jobs': {
    get: {
      ...operation('operations.jobs', 'Background jobs, newest first', 'operations', ok(pageOf(ref('Job')))),
      parameters: [...pageParameters, query('status'), query('job')],
    },
  },
  '/api/v1/operations/jobs/counts': {
    get: operation(
      'operations.jobs.counts',
      'How many jobs stand where',
      'operations',
      ok({ type: 'object', additionalProperties: number }),
    ),
  },
  '/api/v1/operations/jobs/{id}/retry': {
    parameters: [{ ...idParameter, schema: text }],
    post: operation('operations.jobs.retry', 'Try a job again at once', 'operations', ok(ref('Job'))),
  },
  '/api/v1/operations/jobs/{id}/cancel': {
    parameters: [{ ...idParameter, schema: text }],
    post: operation('operations.jobs.cancel', 'Take a job away, or ask it to end', 'operations', ok(ref('Job'))),
  },
  '/api/v1/operations/ledgers': {
    get: operation(
      'operations.ledgers',
      'What the last proof of each ledger found',
      'operations',
      ok(all({ data: arrayOf(ref('Proof')) })),
    ),
  },
  '/api/v1/operations/readers': {
    get: operation(
      'operations.readers',
      'How far each reader of the ledger is behind',
      'operations',
      ok(all({ data: arrayOf(ref('Reader')) })),
    ),
  },
  '/api/v1/operations/machine': {
    get: operation(
      'operations.machine',
      'Stores that answer, room on disks, processes started again',
      'operations',
      ok(ref('Machine')),
    ),
  },
  '/api/v1/operations/dead-letters': {
    get: {
      ...operation(
        'operations.dead-letters',
        'What could not be handled, newest first; bodies are masked',
        'operations',
        ok(pageOf(ref('DeadLetter'))),
      ),
      parameters: [...pageParameters, query('kind')],
    },
  },
  '/api/v1/operations/dead-letters/counts': {
    get: operation(
      'operations.dead-letters.counts',
      'How many of each kind',
      'operations',
      ok({ type: 'object', additionalProperties: number }),
    ),
  },
  '/api/v1/operations/dead-letters/replay': {
    post: operation(
      'operations.dead-letters.replay',
      'Handle one again, or all of a kind',
      'operations',
      ok(all({ replayed: number })),
      all({ kind: text, id: text }, ['id']),
    ),
  },
  '/api/v1/operations/callbacks': {
    get: {
      ...operation(
        'operations.callbacks',
        'What a channel received and what became of it',
        'operations',
        ok(
          all({
            data: arrayOf(ref('Callback')),
            next: textOrNull,
            refused: arrayOf(
              all({ reason: text, text, count: number, last_at: instant, texts: arrayOf(all({ at: instant, text })) }),
            ),
          }),
        ),
      ),
      parameters: [...pageParameters, query('channel', text, true)],
    },
  },
  '/api/v1/operations/callbacks/{id}': {
    parameters: [idParameter],
    get: operation(
      'operations.callback',
      'One callback with its text as it came; what it says of people is covered',
      'operations',
      ok(all({ ...callback, text })),
    ),
  },
}
