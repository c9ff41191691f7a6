/** Of two bonds of one person with one colleague: the one that lives. Negative: the first. */
export const livingBond = (one: { readonly status: unknown }, other: { readonly status: unknown }): number =>
  Number(other.status === 'active') - Number(one.status === 'active')
