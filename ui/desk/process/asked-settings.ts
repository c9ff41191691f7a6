type Config = Readonly<Record<string, unknown>>

/** What a question, or a step that asks approvers, says only where something else is said first: a role where its members are asked, what becomes of it where it may be late. */
const only: Readonly<Record<string, (config: Config) => boolean>> = {
  colleague: ({ assignee }) => assignee === 'colleague',
  role: ({ assignee, who }) => assignee === 'role' || who === 'role',
  share: ({ assignee }) => assignee === 'role',
  department: ({ assignee, who }) => assignee === 'department' || who === 'head',
  level: ({ who }) => who === 'superior' || who === 'superiors',
  colleagues: ({ who }) => who === 'colleagues',
  mode: ({ who }) => who === 'colleagues' || who === 'role' || who === 'chosen',
  fallback: ({ who, empty }) => who === undefined || empty === 'person',
  due_unit: ({ due_in }) => Number(due_in) > 0,
  late: ({ due_in }) => Number(due_in) > 0,
  late_to: ({ due_in, late }) => Number(due_in) > 0 && late === 'to_colleague',
}

/** Can this be said of a question as it stands? */
export const isAskedOf = (name: string, config: Config): boolean => only[name]?.(config) ?? true
