/** Whether all that changes (null: the record goes, or nothing is known of the change) is left open by the step. */
export const mayChange = (open: readonly string[], changes: readonly string[] | null): boolean =>
  changes !== null && changes.length > 0 && changes.every((name) => open.includes(name))
