/**
 * Tickets from before they said how they stand by their clock. What runs is told of from here on; what is late by now is late, and nobody is told of
 * the past. Being taken counted as the first answer then, and stays what it was.
 */
export const serviceState = {
  id: 'ticket-0001-service-state',
  sql: `with clocks as (
      select id, status, coalesce(resolved_at, closed_at, now()) as ended,
        case when responded_at is null then respond_by end as answer_by, respond_by, responded_at, resolve_by
      from ticket_ticket where service is null),
    standing as (
      select c.*, least(answer_by, resolve_by) as due,
        coalesce(coalesce(responded_at, ended) > respond_by, false) or coalesce(ended > resolve_by, false) as missed
      from clocks c)
    update ticket_ticket t set
      service = case when s.status in ('resolved', 'closed') then case when s.missed then 'missed' else 'met' end
        when s.status = 'waiting' then 'paused' when s.due <= now() then 'late' else 'running' end,
      due_at = case when s.status in ('open', 'assigned') then s.due end,
      alert_at = case when s.status in ('open', 'assigned') and s.due > now() then s.due end,
      paused_at = case when s.status = 'waiting' then now() end
    from standing s where s.id = t.id`,
}
