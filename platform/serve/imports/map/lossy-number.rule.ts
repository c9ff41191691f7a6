/** A long number as a spreadsheet writes it when it no longer knows all of its digits: `1.10101E+17`. */
const shortened = /^[1-9](?:\.(\d+))?E\+(\d{2,})$/

/** Are digits of a number missing that was an identity card, an account, an order? */
export const isLossy = (text: string): boolean => {
  const groups = text.includes('E+') ? shortened.exec(text) : null
  return groups !== null && (groups[1]?.length ?? 0) < Number(groups[2])
}
