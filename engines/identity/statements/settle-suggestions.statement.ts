import type { UnitOfWork } from '@lianke/kernel'

/** Suggestions about persons who are one now are answered; those about who went away speak of who stays, once. */
export const settleSuggestions = async (
  work: UnitOfWork,
  merges: readonly { readonly kept: string; readonly gone: string }[],
): Promise<void> => {
  const sides = [merges.map(({ kept }) => kept), merges.map(({ gone }) => gone)]
  const pairs = 'unnest($1::uuid[], $2::uuid[])'
  await work.sql(
    `update identity_suggestion s set status = 'accepted', decided_at = $3, decided_by = 'identity', updated_at = $3, version = s.version + 1
      from ${pairs} m (kept, gone) where s.status = 'open' and s.deleted_at is null and s."left" = any(array[m.kept, m.gone]) and s."right" = any(array[m.kept, m.gone])`,
    [...sides, work.now],
  )
  const moved = `s.id, least(a.id, b.id) as l, greatest(a.id, b.id) as r, row_number() over (
        partition by least(a.id, b.id), greatest(a.id, b.id) order by s.score desc nulls last, s.id) as place
      from identity_suggestion s left join ${pairs} m (kept, gone) on m.gone = s."left" left join ${pairs} n (kept, gone) on n.gone = s."right",
        lateral (select coalesce(m.kept, s."left") as id) a, lateral (select coalesce(n.kept, s."right") as id) b
      where s.status = 'open' and s.deleted_at is null and (m.gone is not null or n.gone is not null)`
  await work.sql(
    `with moved as (select ${moved})
      update identity_suggestion s set deleted_at = $3, updated_at = $3, version = s.version + 1 from moved where moved.id = s.id and (moved.l = moved.r
        or moved.place > 1 or exists (select 1 from identity_suggestion k where k."left" = moved.l and k."right" = moved.r and k.deleted_at is null))`,
    [...sides, work.now],
  )
  await work.sql(
    `with moved as (select ${moved})
      update identity_suggestion s set "left" = moved.l, "right" = moved.r, updated_at = $3, version = s.version + 1 from moved where moved.id = s.id`,
    [...sides, work.now],
  )
}
