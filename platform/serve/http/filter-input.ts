import { type Filter, filterIn, refuse } from '@lianke/kernel'
import { z } from 'zod'

/** A filter tree from outside; its names, operators and values are judged where it is compiled. */
export const filterInput = z
  .record(z.string(), z.unknown())
  .transform(
    (given): Filter =>
      filterIn(given) ?? refuse('filter.malformed', { params: { found: Object.keys(given).join(', ').slice(0, 80) } }),
  )
