/** Ends a change of the customisation: the version goes up, and every process hears of it when the change is committed. */
export const publishing = (tenant: string) => ({
  text: `with raised as (
    update customisation set version = version + 1 returning version) select pg_notify('lianke_model', $1), version from raised`,
  values: [tenant],
})
