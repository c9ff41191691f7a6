/** By what a member can be reached, as the vendor tells it; what it does not tell is not there. */
export const reachedBy = ({
  mobile,
  email,
  biz_mail,
}: {
  readonly mobile?: string | undefined
  readonly email?: string | undefined
  readonly biz_mail?: string | undefined
}): { readonly mobile?: string; readonly emails?: readonly string[] } => {
  const emails = [...new Set([biz_mail, email].flatMap((one) => (one?.trim() ? [one.trim().toLowerCase()] : [])))]
  return { ...(mobile?.trim() ? { mobile: mobile.trim() } : {}), ...(emails.length > 0 ? { emails } : {}) }
}
