type Config = Readonly<Record<string, unknown>>

/** What a question says only where something else is said first: a role where its members are asked, what becomes of it where it may be late. */
const only: Readonly<Record<string, (config: Config) => boolean>> = {
  colleague: ({ assignee }) => assignee === 'colleague',
  role: ({ assignee }) => assignee === 'role',
  share: ({ assignee }) => assignee === 'role',
  department: ({ assignee }) => assignee === 'department',
  due_unit: ({ due_in }) => Number(due_in) > 0,
  late: ({ due_in }) => Number(due_in) > 0,
  late_to: ({ due_in, late }) => Number(due_in) > 0 && late === 'to_colleague',
}

/** Can this be said of a question as it stands? */
export const isAskedOf = (name: string, config: Config): boolean => only[name]?.(config) ?? true
