import { z } from 'zod'
import { encodings } from '../read/encoding.rule.ts'

/** How the columns of a file become records, as it is given. */
export const mappingShape = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        column: z.int().min(0).max(500),
        field: z.string().max(120),
        by: z.string().max(60).optional(),
        currency: z.string().length(3).optional(),
        values: z.record(z.string(), z.string()).optional(),
        others: z
          .string()
          .max(120)
          .optional()
          .describe(
            'What words that are no value of the field mean, where values says nothing of them; an empty one leaves the field empty',
          ),
        only: z.string().max(20).optional(),
        before: z.string().max(20).optional(),
        unreadable: z.string().max(60).optional(),
        rest: z.string().max(60).optional(),
        region: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .optional(),
        dates: z.enum(['dmy', 'mdy', 'ymd']).optional(),
        round: z.boolean().optional(),
        part: z.enum(['given', 'family']).optional(),
        divider: z.string().min(1).max(5).optional(),
      }),
    )
    .min(1)
    .max(500),
  key: z.array(z.string().max(60)).max(5).optional(),
  keyless: z
    .enum(['create', 'skip'])
    .optional()
    .describe(
      'What becomes of rows that say nothing of the key: new records (as where nothing is said), or left out and counted as keyless',
    ),
  source: z.string().max(60).optional(),
  migrating: z.boolean().optional(),
  constants: z.record(z.string(), z.unknown()).optional(),
})
/** How a file is read, where it is not as it was found. */
export const formatShape = z.strictObject({
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  preamble: z.int().min(0).max(200).optional(),
  hasHeader: z.boolean().optional(),
  short: z.literal('empty').optional(),
  sheet: z.string().max(200).optional(),
})
const mapped = z.looseObject({ columns: z.array(z.looseObject({ column: z.number(), field: z.string() })) })
const moment = z.iso.datetime({ offset: true })
const count = z.number()

const textCount = z.object({ text: z.string(), rows: count })
/** Words of a column that hold what was looked for, those said most often first; `complete`: there are no others. */
export const textsShape = z.object({ data: z.array(textCount), complete: z.boolean() })

/** A run as screens read it: figures, rate and time left. */
export const runShape = z.object({
  id: z.uuid(),
  object: z.string(),
  file_name: z.string(),
  bytes: count,
  format: z.looseObject({ kind: z.string() }),
  columns: z.array(
    z.object({
      index: count,
      name: z.string(),
      samples: z.array(z.string()),
      texts: z.array(z.string()).optional(),
      often: z.object({ texts: z.array(textCount), different: count }).optional(),
      dates: z.object({ orders: z.array(z.enum(['dmy', 'mdy', 'ymd'])), examples: z.array(z.string()) }).optional(),
    }),
  ),
  mapping: mapped.nullable(),
  preset: z.string().nullable(),
  status: z.enum(['new', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone']),
  rows_estimated: count.nullable(),
  rows_done: count,
  created: count,
  updated: count,
  unchanged: count,
  refused: count,
  blank: count,
  merged: count,
  keyless: count.describe('Rows that were left out because they say nothing of the key'),
  noted: count.describe('Values of the rows that were taken which went into the remark'),
  removed: count,
  restored: count,
  kept: count,
  problem: z.looseObject({ code: z.string() }).nullable(),
  actor: z.string(),
  actor_name: z.string().nullable(),
  created_at: moment,
  started_at: moment.nullable(),
  finished_at: moment.nullable(),
  rows_per_second: count,
  seconds_left: count.nullable(),
})
/** What an upload answers: the run, its first rows and where its columns may go. */
export const seenShape = runShape.extend({
  rows: z.array(z.array(z.string())),
  suggested: mapped,
  remembered: z.boolean(),
})

const problemShape = z.object({ row: count, path: z.string(), code: z.string(), detail: z.string() })
const params = z.record(z.string(), z.unknown())
export const problemsShape = z.object({ data: z.array(problemShape.extend({ cells: z.array(z.string()), params })) })
export const dryRunShape = z.object({
  rows: count,
  created: count,
  updated: count,
  unchanged: count,
  blank: count,
  merged: count,
  keyless: count,
  noted: count,
  refused: count,
  complete: z.boolean(),
  problems: z.array(problemShape.extend({ params })),
})
