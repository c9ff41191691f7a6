import { v7 } from 'uuid'
import type { Analytics } from '../../store/analytics/analytics.ts'
import { mirrorRow } from '../../store/analytics/analytics-rows.ts'
import type { Model } from '../model/model.ts'

/** Puts rows of an object into the mirror of a tenant, as they would have come there. */
export const mirroredRows =
  (analyticsOf: () => Analytics, tenant: string, model: Model) =>
  (object: string, rows: Record<string, unknown>[]): Promise<unknown> => {
    const found = model.objects.get(object)
    if (!found) throw new Error(object)
    return analyticsOf().insert(
      found.table,
      rows.map((row) =>
        mirrorRow(tenant, found, {
          created_at: '2026-01-01T00:00:00.000Z',
          updated_at: '2026-01-01T00:00:00.000Z',
          version: 1,
          deleted_at: null,
          id: v7(),
          ...row,
        }),
      ),
      '',
    )
  }
