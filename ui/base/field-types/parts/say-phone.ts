/** +86 138 0013 8000: groups make a number readable; a masked one is left as it is. */
export const sayPhone = (value: unknown): string => {
  const text = String(value)
  const china = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(text)
  return china ? `${china[1]} ${china[2]} ${china[3]}` : text
}
