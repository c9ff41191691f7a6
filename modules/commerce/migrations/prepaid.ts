/** What of payments recorded before the field stood on them had become prepayment, as the ledgers tell it. */
export const prepaid = {
  id: 'commerce-0001-prepaid',
  sql: `with posted as (
      select entry_key, amount, amount_currency, amount_base from commerce_prepayment_entry
      union all select entry_key, amount, amount_currency, amount_base from commerce_account_prepayment_entry)
    update commerce_payment p set prepaid = e.amount, prepaid_currency = e.amount_currency, prepaid_base = e.amount_base
    from posted e where e.entry_key = 'payment:' || p.id and p.prepaid is null`,
}
