/** Fields that a company added to an object by itself. */
const ownField = /^c_[a-z0-9_]+$/

interface Refining {
  addIssue(issue: { code: 'custom'; path: string[]; message: string }): void
}

/**
 * For the loose input of a command that makes a record (`createBy`): beside the fields it names it takes those that a company added by
 * itself, which the write path judges, and nothing else. `z.looseObject(fields).superRefine(ownFieldsOnly(fields))`
 */
export const ownFieldsOnly =
  (known: object) =>
  (given: Readonly<Record<string, unknown>>, context: Refining): void => {
    for (const name of Object.keys(given))
      if (!(name in known) && !ownField.test(name))
        context.addIssue({ code: 'custom', path: [name], message: `Unrecognized key: "${name}"` })
  }
