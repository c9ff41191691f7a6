import type { Filter } from '@lianke/kernel'

const conditionsMax = 20

/** The sentences a segment is made of: its first level, each of which is a reason to be in. */
export const conditionsOf = (filter: Filter): readonly Filter[] =>
  ('and' in filter ? filter.and : 'or' in filter ? filter.or : [filter]).slice(0, conditionsMax)
