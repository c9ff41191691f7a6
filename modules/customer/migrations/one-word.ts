/** Consents from before every channel was a channel: of several words for one thing the latest counts, of one moment the stricter. */
export const oneWord = {
  id: 'customer-0001-one-word',
  sql: `with ranked as (
      select id, row_number() over (partition by person, purpose, coalesce(channel, '*')
        order by decided_at desc nulls last, case status when 'denied' then 0 when 'granted' then 1 else 2 end, created_at, id) as place
      from customer_consent where deleted_at is null and scope is null)
    update customer_consent c set scope = coalesce(c.channel, '*'), deleted_at = case when r.place > 1 then now() end, version = c.version + 1, updated_at = now()
    from ranked r where r.id = c.id`,
}
