import type { CommandDefinition } from '@lianke/kernel'
import { inputSchemaOf } from '../../model/commands/input-schema.ts'
import { membersOf } from '../../model/commands/schema-members.ts'
import {
  all,
  answer,
  arrayOf,
  id,
  idParameter,
  instant,
  instantOrNull,
  listOf,
  ok,
  operation,
  ref,
  text,
  textOrNull,
  writeHeaders,
} from './openapi-parts.ts'

type Json = Record<string, unknown>
const number = { type: 'integer' }
const run = {
  id,
  command: text,
  object: text,
  status: { enum: ['running', 'done', 'failed', 'cancelled', 'undoing', 'undone'] },
  total: number,
  done: number,
  changed: number,
  refused: number,
  restored: number,
  kept: number,
  problem: textOrNull,
  actor_name: textOrNull,
  locale: text,
  created_at: instant,
  finished_at: instantOrNull,
  undo: { type: 'boolean' },
}
const reason = { id, code: text, detail: text }
const counted = arrayOf(all({ object: text, count: number }))

export const commandComponents: Json = {
  DryRun: all({ dry_run: { const: true }, answer: {}, makes: counted, changes: counted, deletes: counted }),
  CommandRun: all(run),
  CommandRunStarted: all({ ...run, answer: {}, reasons: arrayOf(all(reason)) }),
  CommandPreview: all({
    found: number,
    tried: number,
    changed: number,
    same: number,
    refused: number,
    reasons: arrayOf(all({ ...reason, title: textOrNull })),
    because: arrayOf(all({ code: text, detail: text, count: number })),
    makes: counted,
    changes: counted,
    fields: arrayOf(all({ name: text, before: {}, after: {} })),
  }),
}

const fixed = (act: string, summary: string): Json => ({
  parameters: [idParameter],
  post: operation(`command-run.${act}`, summary, 'commands', ok(ref('CommandRun'))),
})
export const commandRunPaths: Json = {
  '/api/v1/command-runs': {
    get: operation('command-runs', 'Your acts on many records, newest first', 'commands', ok(listOf(ref('CommandRun')))),
  },
  '/api/v1/command-runs/{id}': {
    parameters: [idParameter],
    get: operation('command-run', 'One of them as it stands', 'commands', ok(ref('CommandRun'))),
  },
  '/api/v1/command-runs/{id}/cancel': fixed('cancel', 'Stop it after the set it is at'),
  '/api/v1/command-runs/{id}/undo': fixed('undo', 'Take it back'),
  '/api/v1/command-runs/{id}/report': {
    parameters: [idParameter],
    get: operation('command-run.report', 'The records that were refused, with reasons', 'commands', {
      200: { description: 'CSV' },
    }),
  },
}

/** Which of the object's acts are offered on some records. */
export const offeredPath = (object: string, tags: readonly string[]): Json => ({
  post: {
    ...operation(
      `${object}.offered`,
      'Acts that are offered on these records',
      tags[0] ?? object,
      ok(listOf(all({ command: text, count: number }))),
      all({ ids: { type: 'array', items: id, minItems: 1, maxItems: 1000 } }),
    ),
  },
})

/** An act on many records, and what it would do. */
export const runPaths = (command: CommandDefinition): Json => {
  const { id: _, ...properties } = membersOf(inputSchemaOf(command))
  const given = {
    type: 'object',
    additionalProperties: false,
    properties: {
      ids: { type: 'array', items: id, minItems: 1, maxItems: 10_000 },
      filter: { anyOf: [ref('Filter'), { type: 'null' }] },
      search: text,
      input: { type: 'object', properties },
    },
  }
  const { label, name } = command
  const started = answer(ref('CommandRunStarted'), 'What became of it, or that it has begun')
  return {
    [`/api/v1/commands/${name}/preview`]: {
      post: operation(`command.${name}.preview`, `What it would do: ${label.en}`, 'commands', ok(ref('CommandPreview')), given),
    },
    ...(command.on && (command.place?.length ?? 0) > 0
      ? {
          [`/api/v1/commands/${name}/run-on`]: {
            post: {
              ...operation(
                `command.${name}.run-on`,
                `On many records: ${label.en}`,
                'commands',
                { 200: started, 202: started },
                given,
              ),
              parameters: writeHeaders,
            },
          },
        }
      : {}),
  }
}
