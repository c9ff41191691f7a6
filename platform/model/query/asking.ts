import { Refusal } from '@lianke/kernel'
import { checkFilter } from './check-filter.ts'
import { compileFilter, openScope } from './compile-filter.ts'
import type { QueryContext } from './scope.ts'

/** Why a filter over an object may not be asked, with the rights of the context: as a list would refuse it. Null: it may. */
export const refusalOfAsking = (context: QueryContext, object: string, filter: unknown): Refusal | null => {
  try {
    const scope = openScope(context, object, 't')
    scope.rows(scope.object, 't', 'read')
    compileFilter(scope, checkFilter(filter))
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
