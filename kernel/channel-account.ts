/** The field of the staff record that holds a member's account on a channel; of several companies of the vendor: in the first. */
export const staffAccountField = (channel: string): string => `${channel}_userid`

/** Such a field: whoever writes it decides as whom somebody signs in. */
export const isStaffAccountField = (name: string): boolean => name.endsWith('_userid')

/** Accounts of staff in a vendor's further companies. Fields: `staff` (reference), `channel`, `issuer` (the company), `account`. */
export const staffAccountObject = 'organisation.staff_account'

/** One account as an address: of the vendor's first company plain, of another behind its id. */
export const accountAddress = (issuer: string, account: string): string => (issuer === '' ? account : `${issuer}/${account}`)
/** What such an address says. */
export const accountIn = (address: string): { readonly issuer: string; readonly account: string } => {
  const at = address.indexOf('/')
  return at < 0 ? { issuer: '', account: address } : { issuer: address.slice(0, at), account: address.slice(at + 1) }
}

/** In which of the vendor's companies the account is of whom a fact tells: `''` for the first, whose accounts stand on the staff records. */
export const accountIssuer = ({ issuer, elsewhere }: Readonly<Record<string, unknown>>): string =>
  elsewhere === true && typeof issuer === 'string' ? issuer : ''
